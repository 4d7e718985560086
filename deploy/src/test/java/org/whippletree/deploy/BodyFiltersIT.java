package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What is built in: compression, replacement and passwords. */
class BodyFiltersIT {
    private static final int SLOW_CLIENTS = 50;
    private static final int LARGE = 20 << 20;
    private static final int EVENTS = 3;

    private final HttpClient http = HttpClient.newHttpClient();

    private CompletableFuture<HttpResponse<byte[]>> get(RunningServer server, String path, String... fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Text that compresses to about half. */
    private static byte[] large() {
        byte[] body = new byte[LARGE];
        Random random = new Random(5);
        for (int i = 0; i < LARGE; i++) {
            body[i] = (byte) ('a' + random.nextInt(16));
        }
        return body;
    }

    @Test
    void textIsReplacedAndCompressed() throws IOException {
        byte[] page = "<a href=\"http://app.internal/x\">app.internal</a>\n".getBytes(StandardCharsets.US_ASCII);
        try (ScriptedBackend backend = ScriptedBackend.answering("text/html; charset=utf-8", page);
                RunningServer server = RunningServer.start(
                        "filters-built-in",
                        ServerConf.of(1, 4, backend.urls())
                                .with("SetOutputFilter SUBSTITUTE")
                                .with("Substitute s|http://app.internal/|/|n")
                                .with("AddOutputFilterByType DEFLATE text/html")
                                .with("BrowserMatch Mozilla/4 no-gzip"))) {
            HttpResponse<byte[]> answer =
                    get(server, "/", "Accept-Encoding", "gzip").join();

            assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
            assertEquals("Accept-Encoding", answer.headers().firstValue("Vary").orElse(""));
            byte[] inflated = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
            assertEquals("<a href=\"/x\">app.internal</a>\n", new String(inflated, StandardCharsets.US_ASCII));
            assertEquals(
                    "<a href=\"/x\">app.internal</a>\n", text(get(server, "/").join()));
            HttpResponse<byte[]> old = get(server, "/", "Accept-Encoding", "gzip", "User-Agent", "Mozilla/4.08")
                    .join();
            assertEquals("<a href=\"/x\">app.internal</a>\n", text(old));
        }
    }

    @Test
    void slowClientsOfALargeCompressedAnswerHoldNoWorker() throws IOException {
        byte[] body = large();
        try (PausedReaders slow = new PausedReaders();
                ScriptedBackend backend = ScriptedBackend.answering("text/plain", body);
                RunningServer server = RunningServer.start(
                        "filters-slow-clients",
                        ServerConf.of(1, 8, backend.urls())
                                .with("AddOutputFilterByType DEFLATE text/plain")
                                .with("AcceptCounts Active")
                                .with("RequestQueueTimeout 60")
                                .with("SendBufferSize 65536"))) {
            slow.ask(SLOW_CLIENTS, server.port(), "GET /slow HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip");

            server.status("all workers idle", seen -> {
                JsonNode child = seen.json().path("children").path(0);
                return child.path("workers").path("idle").asInt() == 8
                        && child.path("connections").path("processing").asInt() == SLOW_CLIENTS;
            });
            byte[] fast = get(server, "/fast", "Accept-Encoding", "gzip").join().body();
            assertArrayEquals(body, new GZIPInputStream(new ByteArrayInputStream(fast)).readAllBytes());
        }
    }

    /** As the browser's EventSource sees it: the backend goes on only when the client has read the event. */
    @Test
    void compressedEventsReachTheClientWhileTheBackendWaits() throws Exception {
        Semaphore read = new Semaphore(0);
        try (ScriptedBackend backend = ScriptedBackend.answering(exchange -> sendEvents(exchange, read));
                RunningServer server = RunningServer.start(
                        "filters-events", ServerConf.of(1, 4, backend.urls()).with("SetOutputFilter DEFLATE"))) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));

            try (InputStream events = new GZIPInputStream(answer.body())) {
                for (int i = 0; i < EVENTS; i++) {
                    read.release();
                    String event = "data: " + i + "\n\n";
                    assertEquals(event, new String(events.readNBytes(event.length()), StandardCharsets.US_ASCII));
                }
                read.release();
                assertEquals(-1, events.read());
            }
        }
    }

    private static void sendEvents(HttpExchange exchange, Semaphore read) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < EVENTS; i++) {
            // The first waits, too: the head alone has to get through.
            read.acquireUninterruptibly();
            exchange.getResponseBody().write(("data: " + i + "\n\n").getBytes(StandardCharsets.US_ASCII));
            exchange.getResponseBody().flush();
        }
        read.acquireUninterruptibly();
    }

    @Test
    void aPatternThatWouldNotEndCostsItsOwnExchangeAlone() {
        byte[] page = ("a".repeat(400) + "b\n").getBytes(StandardCharsets.US_ASCII);
        try (ScriptedBackend backend = ScriptedBackend.answering("text/plain", page);
                RunningServer server = RunningServer.start(
                        "filters-pattern", ServerConf.of(1, 4, backend.urls()).with("""
                                SetOutputFilter SUBSTITUTE
                                Substitute s|b|c|
                                <Location /hostile>
                                Substitute "s|(.*a){12}$|x|"
                                </Location>"""))) {
            assertEquals(500, get(server, "/hostile").join().statusCode());
            assertEquals("a".repeat(400) + "c\n", text(get(server, "/").join()));

            assertTrue(server.logText().contains("the filter SUBSTITUTE has failed: "), server::logText);
            assertTrue(
                    server.logText().contains("the pattern '(.*a){12}$' takes too long for a text of 402 characters"),
                    server::logText);
            server.status(
                    "all workers idle",
                    seen -> seen.json()
                                    .path("children")
                                    .path(0)
                                    .path("workers")
                                    .path("idle")
                                    .asInt()
                            == 4);
        }
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyWhoLogsInReachesTheBackend() throws IOException {
        try (ScriptedBackend backend =
                        ScriptedBackend.answering("text/plain", "in\n".getBytes(StandardCharsets.US_ASCII));
                RunningServer server = RunningServer.prepare(
                        "filters-login",
                        ServerConf.of(1, 4, backend.urls())
                                .with("<Location /private>")
                                .with("AuthType Basic\nAuthName \"the accounts\"\nAuthUserFile users")
                                .with("Require valid-user\n</Location>"))) {
            Files.writeString(
                    server.root().resolve("users"),
                    "ann:plain\nbob:$2y$05$TUHccp5gqUUgPZgdQvdO1exZeOvOXtwxaGeaYu/X6VG9jl/imUCjm\n");
            server.startAgain();

            HttpResponse<byte[]> challenge = get(server, "/private").join();
            assertEquals(401, challenge.statusCode());
            assertEquals(
                    "Basic realm=\"the accounts\"",
                    challenge.headers().firstValue("WWW-Authenticate").orElse(""));
            assertEquals(
                    401,
                    get(server, "/private", "Authorization", basic("bob:wrong"))
                            .join()
                            .statusCode());
            assertEquals(
                    401,
                    get(server, "/private", "Authorization", basic("nobody:secret"))
                            .join()
                            .statusCode());
            assertEquals(0, backend.requests());
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        "in\n",
                        text(get(server, "/private", "Authorization", basic("bob:secret"))
                                .join()));
            }
            assertEquals(200, get(server, "/public").join().statusCode());
            assertEquals(4, backend.requests());
            assertTrue(!server.logText().contains("secret"), "no password in the log");
        }
    }

    @Test
    void manyWrongPasswordsLeaveWorkersToOthers() throws IOException {
        try (ScriptedBackend backend =
                        ScriptedBackend.answering("text/plain", "in\n".getBytes(StandardCharsets.US_ASCII));
                RunningServer server = RunningServer.prepare(
                        "filters-wrong-passwords",
                        ServerConf.of(1, 4, backend.urls())
                                .with("RequestQueueSize 200")
                                .with("AcceptCounts Active")
                                .with("<Location /private>")
                                .with("AuthType Basic\nAuthName x\nAuthUserFile users")
                                .with("Require valid-user\n</Location>"))) {
            Files.writeString(
                    server.root().resolve("users"),
                    "bob:$2y$10$Hf1a7ipuTZNXXU27Zcot4OkKbcB.EUVhIdUWeVzgzlCFJefbk2fH2\n");
            server.startAgain();
            List<CompletableFuture<HttpResponse<byte[]>>> wrong = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                wrong.add(get(server, "/private", "Authorization", basic("bob:wrong" + i)));
            }
            for (int i = 0; i < 20; i++) {
                assertEquals(200, get(server, "/public").join().statusCode());
            }

            long waiting = wrong.stream().filter(answer -> !answer.isDone()).count();
            assertTrue(waiting > 4, () -> "more wrong ones wait than there are workers, not " + waiting);
            for (CompletableFuture<HttpResponse<byte[]>> answer : wrong) {
                assertEquals(401, answer.join().statusCode());
            }
            assertEquals(20, backend.requests());
        }
    }
}
