package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Filters from jars in lib/ext, one of each kind: where they run and which worker they hold. */
class FilterKindsIT {
    private static final int SLOW_CLIENTS = 20;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void install() {
        FilterJar.install("kinds.jar", "Shout", "Nap", "Backwards", "Clumsy", "ClumsyOnLoop", "ClumsyPinned");
    }

    private CompletableFuture<HttpResponse<String>> get(RunningServer server, String path, String... fields) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<JsonNode> jobs(Status status) {
        return Status.elements(status.json().path("children"))
                .flatMap(child -> Status.elements(child.path("workers").path("jobs")))
                .toList();
    }

    @Test
    void eventFiltersRewriteAnswersOnTheEventLoop() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "filter-event", ServerConf.of(1, 4, backends.urls()).with("SetOutputFilter SHOUT"))) {
            HttpResponse<String> answer = get(server, "/").join();

            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().startsWith("ANSWER OF "), answer.body());
            assertTrue(
                    answer.headers().firstValue("X-Shout").orElse("").startsWith("vert.x-eventloop-thread"),
                    answer.headers()::toString);
        }
    }

    @Test
    void requestsGoThroughInputFilters() {
        try (ScriptedBackend backend = ScriptedBackend.answering(exchange -> ScriptedBackend.give(
                        exchange, "text/plain", exchange.getRequestBody().readAllBytes()));
                RunningServer server = RunningServer.start(
                        "filter-input", ServerConf.of(1, 4, backend.urls()).with("SetInputFilter Shout;Nap"))) {
            String large = "a".repeat(300_000);
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                    .POST(HttpRequest.BodyPublishers.ofString(large))
                    .build();
            String echoed = http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .join()
                    .body();

            assertTrue(echoed.matches("A{300000} on worker-[0-3]"), echoed.substring(299_990));
        }
    }

    @Test
    void theExampleOfTheDocumentNumbersLines() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "filters.md"));
        Path source =
                Files.createDirectories(Path.of("target", "filter-example")).resolve("LineNumbers.java");
        Files.writeString(source, page.substring(page.indexOf("```java\n") + 8, page.indexOf("}\n```") + 2));
        FilterJar.installSources("example.jar", source);
        byte[] notes = "first\nsecond\n".getBytes(StandardCharsets.US_ASCII);
        try (ScriptedBackend backend = ScriptedBackend.answering("text/plain", notes);
                RunningServer server = RunningServer.start(
                        "filter-example",
                        ServerConf.of(1, 4, backend.urls()).with("SetOutputFilter linenumbers;Shout"))) {
            assertEquals("1 FIRST\n2 SECOND\n", get(server, "/").join().body());
        }
    }

    @Test
    void blockingFiltersRunOnTheWorkersThreadAndShowInTheDump() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "filter-blocking",
                        ServerConf.of(1, 4, backends.urls())
                                .with("<Location /nap>\nSetOutputFilter Nap;shout\n</Location>"))) {
            Path alarm = server.root().resolve("alarm");
            CompletableFuture<HttpResponse<String>> slow = get(server, "/nap", "X-Nap", alarm.toString());

            Status status =
                    server.status("the nap in the dump", seen -> !jobs(seen).isEmpty());
            JsonNode job = jobs(status).get(0);
            assertEquals("Nap", job.path("job").asText());
            assertEquals("GET /nap HTTP/1.1", job.path("request").asText());
            String letters = status.json()
                    .path("children")
                    .path(0)
                    .path("workers")
                    .path("letters")
                    .asText();
            assertEquals('F', letters.charAt(job.path("worker").asInt()), letters);
            assertEquals(200, get(server, "/other").join().statusCode());

            Files.createFile(alarm);
            String body = slow.join().body();
            assertTrue(
                    body.matches(
                            "ANSWER OF [AB]\n ON WORKER-" + job.path("worker").asInt()),
                    body);
            server.status("no job in the dump", seen -> jobs(seen).isEmpty());
        }
    }

    private static JsonNode workers(Status status) {
        return status.json().path("children").path(0).path("workers");
    }

    @Test
    void eventFiltersHoldNoWorkerBeyondThatOfTheirExchange() {
        CountDownLatch answered = new CountDownLatch(1);
        byte[] page = "page".getBytes(StandardCharsets.US_ASCII);
        try (ScriptedBackend backend = ScriptedBackend.answering(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(page);
                    exchange.getResponseBody().flush();
                    awaitQuietly(answered);
                });
                RunningServer server = RunningServer.start(
                        "filter-event-worker",
                        ServerConf.of(1, 4, backend.urls()).with("SetOutputFilter SHOUT"))) {
            CompletableFuture<HttpResponse<String>> answer = get(server, "/");

            Status status = server.status(
                    "the exchange", seen -> workers(seen).path("idle").asInt() == 3);
            assertEquals(List.of(), jobs(status));
            assertTrue(workers(status).path("letters").asText().contains("W"), status::toString);
            answered.countDown();
            assertEquals("PAGE", answer.join().body());
            server.status("all workers idle", seen -> workers(seen).path("idle").asInt() == 4);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void wholeBodyFiltersHoldNoWorkerWhileTheirClientsAreSlow() throws IOException {
        StringBuilder text = new StringBuilder();
        new Random(7).ints(1 << 20, 'a', 'z').forEach(letter -> text.append((char) letter));
        byte[] body = text.toString().getBytes(StandardCharsets.US_ASCII);
        try (PausedReaders slow = new PausedReaders();
                ScriptedBackend backend = ScriptedBackend.answering("text/plain", body);
                RunningServer server = RunningServer.start(
                        "filter-whole-body",
                        ServerConf.of(1, 4, backend.urls())
                                .with("SetOutputFilter Backwards")
                                .with("FilterBufferSize " + body.length)
                                .with("AcceptCounts Active")
                                .with("SendBufferSize 65536"))) {
            slow.ask(SLOW_CLIENTS, server.port(), "GET /slow HTTP/1.1\r\nHost: h");

            server.status("all workers idle while the clients are slow", seen -> {
                JsonNode child = seen.json().path("children").path(0);
                return workers(seen).path("idle").asInt() == 4
                        && child.path("connections").path("processing").asInt() == SLOW_CLIENTS;
            });
            assertEquals(text.reverse().toString(), get(server, "/fast").join().body());
        }
    }

    @Test
    void aBodyThatIsLongerThanItsFilterMayHoldIsA500AndALineInTheLog() {
        byte[] body = "x".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedBackend backend = ScriptedBackend.answering("text/plain", body);
                RunningServer server = RunningServer.start(
                        "filter-too-long",
                        ServerConf.of(1, 4, backend.urls())
                                .with("<Location /whole>\nSetOutputFilter Backwards\n</Location>"))) {
            assertEquals(500, get(server, "/whole").join().statusCode());
            assertEquals(200_000, get(server, "/other").join().body().length());

            assertTrue(
                    server.logText()
                            .contains(
                                    "the filter Backwards has failed: java.io.IOException: the body is longer than 131072"
                                            + " bytes: raise FilterBufferSize"),
                    server::logText);
            server.status("all workers idle", seen -> workers(seen).path("idle").asInt() == 4);
        }
    }

    /** Whether it runs on the event loop, on the thread of a worker or on that of its connection. */
    @Test
    void aFilterThatThrowsOrKeepsWhatItGetsCostsItsOwnExchangeAlone() {
        byte[] body = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedBackend backend = ScriptedBackend.answering("text/plain", body);
                RunningServer server = RunningServer.start(
                        "filter-clumsy", ServerConf.of(1, 4, backend.urls()).with("""
                                KeepAliveTimeout 60
                                <Location /Clumsy>
                                SetOutputFilter Clumsy
                                </Location>
                                <Location /ClumsyOnLoop>
                                SetOutputFilter ClumsyOnLoop
                                </Location>
                                <Location /ClumsyPinned>
                                SetOutputFilter ClumsyPinned
                                </Location>"""))) {
            long child = server.status().children().get(0).pid();
            for (String filter : List.of("Clumsy", "ClumsyOnLoop", "ClumsyPinned")) {
                for (String wrong : List.of("open", "throw", "deep", "flood")) {
                    assertEquals(
                            500,
                            get(server, "/" + filter, "X-Wrong", wrong).join().statusCode(),
                            filter + " " + wrong);
                }
                assertThrows(
                        CompletionException.class,
                        () -> get(server, "/" + filter, "X-Wrong", "late").join());
                for (int i = 0; i < 5; i++) {
                    assertEquals(
                            1 << 20,
                            get(server, "/" + filter, "X-Wrong", "keep")
                                    .join()
                                    .body()
                                    .length());
                }
                assertEquals(1 << 20, get(server, "/").join().body().length());
                assertTrue(server.logText().contains("the filter " + filter + " has failed: "), server.logText());
            }
            Status last = server.status(
                    "one worker for the last connection",
                    seen -> workers(seen).path("idle").asInt() == 3);
            assertEquals(
                    "reserved for its client", jobs(last).get(0).path("job").asText());
            assertEquals(child, last.children().get(0).pid());
        }
    }

    @Test
    void aFilterThatTakesTooLongCostsItsOwnExchangeAndIfItHeedsNothingItsWorker() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "filter-slow", ServerConf.of(1, 4, backends.urls()).with("""
                                ProxyTimeout 2
                                <Location /nap>
                                SetOutputFilter Nap
                                </Location>
                                <Location /Clumsy>
                                SetOutputFilter Clumsy
                                </Location>
                                <Location /ClumsyPinned>
                                SetOutputFilter ClumsyPinned
                                </Location>"""))) {
            CompletableFuture<HttpResponse<String>> nap =
                    get(server, "/nap", "X-Nap", server.root().resolve("never").toString());
            assertEquals(200, get(server, "/").join().statusCode());
            assertEquals(500, nap.join().statusCode());
            assertTrue(server.logText().contains("the filter Nap has made no progress for 2000 ms"), server::logText);
            server.status("all workers idle", seen -> workers(seen).path("idle").asInt() == 4);

            for (String filter : List.of("Clumsy", "ClumsyPinned")) {
                assertEquals(
                        500, get(server, "/" + filter, "X-Wrong", "hang").join().statusCode());
            }
            assertEquals(200, get(server, "/").join().statusCode());
            Status status = server.status(
                    "all idle but for those that hang",
                    seen -> workers(seen).path("idle").asInt() == 2);
            assertEquals(
                    Set.of("Clumsy", "ClumsyPinned"),
                    jobs(status).stream().map(job -> job.path("job").asText()).collect(Collectors.toSet()));
        }
    }
}
