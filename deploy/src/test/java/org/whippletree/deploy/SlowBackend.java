package org.whippletree.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A backend that takes its time: half of a {@code /download} comes at once, the rest and each {@code /held} when they are released,
 * anything else after some milliseconds.
 */
final class SlowBackend implements AutoCloseable {
    private static final int PIECES = 50;
    private static final String PIECE = "one piece of many\n";
    private static final int USUAL_MILLIS = 15;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger slow = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    private SlowBackend() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException failure) {
            throw new AssertionError("no backend", failure);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static SlowBackend start() {
        return new SlowBackend();
    }

    /** What a complete download consists of. */
    static String download() {
        return PIECE.repeat(PIECES);
    }

    List<String> urls() {
        return List.of("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Lets what is held be answered to its end. */
    void release() {
        released.countDown();
    }

    /** Downloads and held requests that have begun so far. */
    int slowRequests() {
        return slow.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        switch (path[1]) {
            case "download" -> {
                slow.incrementAndGet();
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    for (int piece = 0; piece < PIECES; piece++) {
                        out.write(PIECE.getBytes(StandardCharsets.US_ASCII));
                        out.flush();
                        if (piece == PIECES / 2) {
                            untilReleased();
                        }
                    }
                }
            }
            case "held" -> {
                slow.incrementAndGet();
                untilReleased();
                whole(exchange);
            }
            default -> timer.schedule(() -> later(exchange), USUAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void later(HttpExchange exchange) {
        try {
            whole(exchange);
        } catch (IOException gone) {
            // Whoever asked has been killed, which is what some tests do.
            exchange.close();
        }
    }

    private void untilReleased() {
        try {
            released.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void whole(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, PIECE.length());
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(PIECE.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        timer.shutdownNow();
    }
}
