package org.whippletree.supervisor.demo;

import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A dozen keep-alive clients that send requests at a steady rate. Sends and counts on one event loop; the counts may be read
 * from any thread.
 */
final class DemoTraffic {
    /** Requests a second. */
    static final int RATE = 80;

    private static final int CLIENTS = 12;
    private static final int KEEP_ALIVE_SECONDS = 8;
    private static final String CHILD_HEADER = "X-Whippletree-Child";

    private final Vertx vertx;
    private final List<WebClient> clients;
    private final int port;
    private final long limit;
    private final CountDownLatch done = new CountDownLatch(1);
    private long sent;
    private volatile TrafficCounts counts = TrafficCounts.none();

    /**
     * @param limit how many requests it sends; {@link Long#MAX_VALUE} for no end
     */
    DemoTraffic(Vertx vertx, int port, long limit) {
        this.vertx = vertx;
        this.port = port;
        this.limit = limit;
        this.clients = Stream.generate(() -> client(vertx)).limit(CLIENTS).toList();
    }

    /** Each has a connection of its own, so that all connections are used alike. */
    private static WebClient client(Vertx vertx) {
        return WebClient.create(
                vertx,
                new WebClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions().setHttp1MaxSize(1));
    }

    void start() {
        vertx.setPeriodic(1000 / RATE, this::send);
    }

    TrafficCounts counts() {
        return counts;
    }

    /** Waits until all requests have come back. */
    void await() throws InterruptedException {
        done.await();
    }

    private void send(long timer) {
        if (sent == limit) {
            vertx.cancelTimer(timer);
            return;
        }
        // A server that answers slower than this asks is not asked more: the demo shows work, not overload.
        if (sent - counts.total() < CLIENTS) {
            sent++;
            clients.get((int) (sent % CLIENTS))
                    .get(port, "127.0.0.1", "/demo/" + sent)
                    .send()
                    .onComplete(this::count);
        }
    }

    private void count(AsyncResult<HttpResponse<Buffer>> result) {
        if (result.succeeded() && result.result().statusCode() == 200) {
            HttpResponse<Buffer> response = result.result();
            counts = counts.plusAnswer(header(response, CHILD_HEADER), header(response, SampleBackend.HEADER));
        } else {
            counts = counts.plusFailure();
        }
        if (counts.total() == limit) {
            done.countDown();
        }
    }

    private static String header(HttpResponse<Buffer> response, String name) {
        String value = response.getHeader(name);
        return value == null ? "unnamed" : value;
    }
}
