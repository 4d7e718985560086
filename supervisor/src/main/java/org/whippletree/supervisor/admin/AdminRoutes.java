package org.whippletree.supervisor.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the admin API answers. Runs on the admin server's event loop. */
final class AdminRoutes {
    private static final System.Logger LOG = System.getLogger(AdminRoutes.class.getName());
    private static final long STATUS_LIMIT_MILLIS = 5_000;
    /** Within the second that a probe of Kubernetes waits by default, so that the prober reads the reason. */
    private static final long PROBE_LIMIT_MILLIS = 900;

    private static final String TEXT = "text/plain; charset=utf-8";

    private final StatusSource statusSource;
    private final ReadinessSource readinessSource;
    private final Optional<RestartSource> restartSource;

    /** @param restartSource empty where strangers may ask */
    AdminRoutes(StatusSource statusSource, ReadinessSource readinessSource, Optional<RestartSource> restartSource) {
        this.statusSource = statusSource;
        this.readinessSource = readinessSource;
        this.restartSource = restartSource;
    }

    void handle(HttpServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        switch (request.path()) {
            case "/server-status", "/livez", "/readyz" -> {
                if (reads) {
                    answer(request);
                } else {
                    request.response().putHeader("Allow", "GET, HEAD");
                    plain(request, 405, "Only GET and HEAD are allowed here.");
                }
            }
            default -> {
                if (reads && request.path().equals("/restarts") && restartSource.isPresent()) {
                    restarts(request, restartSource.get());
                } else {
                    plain(
                            request,
                            404,
                            "Not found. There are /server-status, also with ?auto, ?json or ?text, /livez and /readyz.");
                }
            }
        }
    }

    private static void restarts(HttpServerRequest request, RestartSource source) {
        within(STATUS_LIMIT_MILLIS, source::restarts)
                .onSuccess(report -> answer(request, 200, "application/json", report.toJson()))
                .onFailure(failure -> hung(request, failure));
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/livez" -> live(request);
            case "/readyz" -> ready(request);
            default -> status(request, StatusQuery.parse(request.query() == null ? "" : request.query()));
        }
    }

    private void status(HttpServerRequest request, StatusQuery query) {
        within(STATUS_LIMIT_MILLIS, statusSource::status)
                .map(query.face()::render)
                .onSuccess(body -> {
                    query.refreshSeconds()
                            .ifPresent(seconds -> request.response().putHeader("Refresh", Integer.toString(seconds)));
                    answer(request, 200, query.face().contentType(), body);
                })
                .onFailure(failure -> {
                    LOG.log(System.Logger.Level.WARNING, "no status for the admin API", failure);
                    plain(request, 503, "No status now: the supervisor did not answer. Its error log may say why.");
                });
    }

    private void live(HttpServerRequest request) {
        within(PROBE_LIMIT_MILLIS, readinessSource::readiness)
                .onSuccess(turns -> plain(request, 200, "alive"))
                .onFailure(failure -> hung(request, failure));
    }

    private void ready(HttpServerRequest request) {
        within(PROBE_LIMIT_MILLIS, readinessSource::readiness)
                .onSuccess(readiness -> plain(
                        request,
                        readiness.ready() ? 200 : 503,
                        (readiness.ready() ? "ready: " : "not ready: ") + readiness.reason()))
                .onFailure(failure -> hung(request, failure));
    }

    private static void hung(HttpServerRequest request, Throwable failure) {
        LOG.log(System.Logger.Level.WARNING, "no answer to a probe: " + failure.getMessage());
        plain(request, 503, "the supervisor did not answer within " + PROBE_LIMIT_MILLIS + " ms");
    }

    /** A source that throws fails the future. */
    private static <T> Future<T> within(long limitMillis, Supplier<CompletionStage<T>> source) {
        return Future.succeededFuture()
                .compose(now -> Future.fromCompletionStage(source.get()))
                .timeout(limitMillis, TimeUnit.MILLISECONDS);
    }

    private static void plain(HttpServerRequest request, int code, String sentence) {
        answer(request, code, TEXT, sentence + "\n");
    }

    private static void answer(HttpServerRequest request, int code, String contentType, String body) {
        Buffer bytes = Buffer.buffer(body);
        HttpServerResponse response = request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", contentType)
                .putHeader("Content-Length", Integer.toString(bytes.length()))
                .putHeader("Cache-Control", "no-store")
                // The page shows what clients sent; should its escaping ever fail, no browser runs or fetches anything.
                .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .putHeader("X-Content-Type-Options", "nosniff");
        Future<Void> sent = request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(bytes);
        sent.onFailure(
                lost -> LOG.log(System.Logger.Level.DEBUG, () -> "client of the admin API left: " + lost.getMessage()));
    }
}
