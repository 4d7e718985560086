package org.whippletree.supervisor.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.whippletree.supervisor.status.LoadAverage;
import org.whippletree.supervisor.status.ServerStatus;
import org.whippletree.supervisor.status.StatusAuto;
import org.whippletree.supervisor.status.StatusJson;
import org.whippletree.supervisor.status.StatusText;

/** What the admin API answers. Runs on the admin server's event loop. */
final class AdminRoutes {
    private static final System.Logger LOG = System.getLogger(AdminRoutes.class.getName());
    private static final String STATUS_PATH = "/server-status";
    private static final long STATUS_LIMIT_MILLIS = 5_000;
    private static final String TEXT = "text/plain; charset=utf-8";

    /** A way to show a status; the words of a query choose it, as in httpd. */
    private enum Face {
        JSON("application/json"),
        AUTO(TEXT),
        PLAIN(TEXT);

        private final String contentType;

        Face(String contentType) {
            this.contentType = contentType;
        }

        String render(ServerStatus status) {
            return switch (this) {
                case JSON -> StatusJson.render(status).encodePrettily() + "\n";
                case AUTO -> StatusAuto.render(status, LoadAverage.now(), ZoneId.systemDefault());
                case PLAIN -> StatusText.render(status);
            };
        }

        static Face of(String query) {
            List<String> words = List.of(query.split("&"));
            if (words.contains("json")) {
                return JSON;
            }
            return words.contains("auto") ? AUTO : PLAIN;
        }
    }

    private final StatusSource source;

    AdminRoutes(StatusSource source) {
        this.source = source;
    }

    void handle(HttpServerRequest request) {
        if (!STATUS_PATH.equals(request.path())) {
            plain(request, 404, "Not found. The status is at " + STATUS_PATH + ", also with ?auto or ?json.");
        } else if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("Allow", "GET, HEAD");
            plain(request, 405, "Only GET and HEAD are allowed here.");
        } else {
            status(request, Face.of(request.query() == null ? "" : request.query()));
        }
    }

    private void status(HttpServerRequest request, Face face) {
        Future.succeededFuture()
                .compose(now -> Future.fromCompletionStage(source.status()))
                .timeout(STATUS_LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .map(face::render)
                .onSuccess(body -> answer(request, 200, face.contentType, body))
                .onFailure(failure -> {
                    LOG.log(System.Logger.Level.WARNING, "no status for the admin API", failure);
                    plain(request, 503, "No status now: the supervisor did not answer. Its error log may say why.");
                });
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
                .putHeader("Cache-Control", "no-store");
        Future<Void> sent = request.method().equals(HttpMethod.HEAD) ? response.end() : response.end(bytes);
        sent.onFailure(
                lost -> LOG.log(System.Logger.Level.DEBUG, () -> "client of the admin API left: " + lost.getMessage()));
    }
}
