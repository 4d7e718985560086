package org.whippletree.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend that answers as the test says, and counts what it is asked. */
final class ScriptedBackend implements AutoCloseable {
    private static final int PIECE_BYTES = 65_536;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();

    private ScriptedBackend(HttpHandler script) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                script.handle(exchange);
            }
        });
        server.setExecutor(threads);
        server.start();
    }

    static ScriptedBackend answering(HttpHandler script) {
        return new ScriptedBackend(script);
    }

    /** Answers with a body of a media type. */
    static ScriptedBackend answering(String type, byte[] body) {
        return new ScriptedBackend(exchange -> give(exchange, type, body));
    }

    /** Gives a whole body with its length. */
    static void give(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            // At once it would be copied as a whole.
            for (int from = 0; from < body.length; from += PIECE_BYTES) {
                exchange.getResponseBody().write(body, from, Math.min(PIECE_BYTES, body.length - from));
            }
        }
    }

    List<String> urls() {
        return List.of("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
