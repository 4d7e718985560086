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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Filters from jars in lib/ext, one of each kind: where they run and which worker they hold. */
class FilterKindsIT {
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void install() {
        FilterJar.install("kinds.jar", "Shout", "Nap", "Pinned", "Clumsy");
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

    @Test
    void connectionFiltersReserveAWorkerUntilTheClientLeaves() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "filter-connection",
                        ServerConf.of(1, 4, backends.urls())
                                .with("<Location /pinned>\nSetOutputFilter Pinned\n</Location>"))) {
            try (RawConnection client = RawConnection.open(server.port())) {
                String first = client.get("/pinned").body();
                String second = client.get("/pinned").body();

                assertTrue(first.matches("worker-[0-3] 1"), first);
                assertEquals(first.replace(" 1", " 2"), second);
                Status status =
                        server.status("the reserved worker", seen -> !jobs(seen).isEmpty());
                assertEquals(
                        "reserved for its client",
                        jobs(status).get(0).path("job").asText());
                assertEquals(3, workers(status).path("idle").asInt());
                assertTrue(workers(status).path("letters").asText().contains("K"));
            }
            server.status("all workers idle", seen -> workers(seen).path("idle").asInt() == 4);
        }
    }

    private static JsonNode workers(Status status) {
        return status.json().path("children").path(0).path("workers");
    }

    @Test
    void aFilterThatDoesWrongCostsItsOwnExchangeAlone() {
        byte[] body = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (ScriptedBackend backend = ScriptedBackend.answering("text/plain", body);
                RunningServer server = RunningServer.start(
                        "filter-clumsy",
                        ServerConf.of(1, 4, backend.urls())
                                .with("ProxyTimeout 3")
                                .with("<Location /clumsy>\nSetOutputFilter Clumsy\n</Location>"))) {
            for (String wrong : List.of("open", "throw", "deep", "flood")) {
                assertEquals(
                        500, get(server, "/clumsy", "X-Wrong", wrong).join().statusCode(), wrong);
            }
            assertThrows(
                    CompletionException.class,
                    () -> get(server, "/clumsy", "X-Wrong", "late").join());
            for (int i = 0; i < 20; i++) {
                assertEquals(
                        1 << 20,
                        get(server, "/clumsy", "X-Wrong", "keep").join().body().length());
            }
            assertEquals(500, get(server, "/clumsy", "X-Wrong", "hang").join().statusCode());
            assertEquals(1 << 20, get(server, "/").join().body().length());

            JsonNode workers = server.status().json().path("children").path(0).path("workers");
            assertEquals(3, workers.path("idle").asInt(), "but for the one that hangs: " + workers);
            assertEquals("Clumsy", workers.path("jobs").path(0).path("job").asText());
            assertTrue(server.logText().contains("the filter Clumsy has failed: "), server.logText());
        }
    }
}
