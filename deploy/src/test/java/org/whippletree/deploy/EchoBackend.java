package org.whippletree.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A backend that answers what it was asked, as the query tells it to, and keeps the fields that it saw. */
final class EchoBackend implements AutoCloseable {
    /** What is asked for below it is long enough: httpd compresses 68 bytes or less only if head and body come apart, which is chance. */
    private static final String COMPRESSED = "/answers/";

    private static final String ENOUGH_TO_COMPRESS = "\n" + "-".repeat(80) + "\n";

    private final String name;
    private final HttpServer server;
    private final List<Map<String, String>> seen = new ArrayList<>();

    private EchoBackend(String name, HttpServer server) {
        this.name = name;
        this.server = server;
    }

    static EchoBackend start(String name) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            EchoBackend backend = new EchoBackend(name, server);
            server.createContext("/", backend::answer);
            server.start();
            return backend;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The fields of each request so far, names in lower case; forgotten by the call. */
    synchronized List<Map<String, String>> takeSeen() {
        List<Map<String, String>> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    private synchronized void keep(Map<String, String> fields) {
        seen.add(fields);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((field, values) -> fields.put(field.toLowerCase(Locale.ROOT), String.join(" & ", values)));
        keep(fields);
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        boolean compressed = exchange.getRequestURI().getPath().startsWith(COMPRESSED);
        byte[] body = (name + ": " + asked + "\n" + sent + (compressed ? ENOUGH_TO_COMPRESS : ""))
                .getBytes(StandardCharsets.UTF_8);
        int status = 200;
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.getResponseHeaders().set("Server", "echo");
        exchange.getResponseHeaders().set("Set-Cookie", "id=1; Path=/");
        exchange.getResponseHeaders().set("X-Echo", name);
        for (Map.Entry<String, String> order : orders(exchange).entrySet()) {
            switch (order.getKey()) {
                case "status" -> status = Integer.parseInt(order.getValue());
                case "cookie" -> exchange.getResponseHeaders().set("Set-Cookie", order.getValue());
                case "type" -> exchange.getResponseHeaders().set("Content-Type", order.getValue());
                case "etag" -> exchange.getResponseHeaders().set("ETag", order.getValue());
                case "encoding" -> exchange.getResponseHeaders().set("Content-Encoding", order.getValue());
                case "vary" -> exchange.getResponseHeaders().set("Vary", order.getValue());
                case "cache" -> exchange.getResponseHeaders().set("Cache-Control", order.getValue());
                case "content" -> exchange.getResponseHeaders().set("Content-Location", order.getValue());
                case "to" -> {
                    status = 302;
                    exchange.getResponseHeaders().set("Location", order.getValue());
                }
                default -> exchange.getResponseHeaders().set("X-Query", order.getKey());
            }
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head || status == 204 || status == 304) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static Map<String, String> orders(HttpExchange exchange) {
        Map<String, String> orders = new TreeMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                orders.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return orders;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
