package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a running server tells about itself, and what it does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DumpIT {
    private final Backends backends = Backends.answeringAfter(5);
    private final RunningServer server = RunningServer.start("dump", ServerConf.of(2, 4, backends.urls()));

    @BeforeAll
    void serveSomeRequests() {
        assertEquals(List.of(), Load.send(server.port(), 4, 40).losses());
    }

    @AfterAll
    void stop() {
        server.close();
        backends.close();
    }

    @Test
    void fitsEightyColumnsAndHasALineOfLettersPerChild() {
        Distribution.Outcome outcome = server.whippletree("dump");

        assertEquals(0, outcome.exitCode(), outcome.toString());
        List<String> lines = outcome.out().lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), outcome.out());
        assertTrue(lines.stream().anyMatch(line -> line.matches("Slot 0 +[_RWS]{4}")), outcome.out());
        assertTrue(lines.stream().anyMatch(line -> line.matches("Slot 1 +[_RWS]{4}")), outcome.out());
    }

    @Test
    void hasTheFieldsOfItsSchema() {
        server.status("the requests counted", status -> status.requests() == 40);

        JsonNode json = Status.parse(server.whippletree("dump", "--json").out()).json();

        assertEquals(1, json.path("schema").asInt());
        assertHas(json, "schema", "server", "totals", "children", "balancers");
        assertHas(json.path("server"), "host", "pid", "version", "generation", "startedAt");
        assertHas(
                json.path("totals"),
                "requests",
                "bytes",
                "connections",
                "workersBusy",
                "workersIdle",
                "acceptQueue",
                "evenness");
        JsonNode child = json.path("children").path(0);
        assertHas(
                child,
                "slot",
                "pid",
                "generation",
                "state",
                "since",
                "accepting",
                "connections",
                "workers",
                "requests",
                "bytes",
                "sheds",
                "holdOffs");
        assertHas(child.path("connections"), "reading", "processing", "writing", "keepAlive", "closing", "tunnel");
        assertHas(child.path("workers"), "busy", "idle", "queued", "letters");
        JsonNode balancer = json.path("balancers").path(0);
        assertHas(balancer, "name", "members");
        assertHas(balancer.path("members").path(0), "url", "state", "busy", "requests", "errors");
        assertEquals(server.supervisor(), json.path("server").path("pid").asLong());
        assertEquals(40, json.path("totals").path("requests").asLong());
        assertTrue(Instant.parse(json.path("server").path("startedAt").asText()).isBefore(Instant.now()));
        assertTrue(Instant.parse(child.path("since").asText()).isBefore(Instant.now()));
    }

    @Test
    void keepsTheScoreboardsSecret() throws Exception {
        String secret = SupervisorAgent.secret(server.supervisor());
        assertTrue(secret.matches("[0-9a-f]{32}"), "the secret is not of the form this test knows");

        List<String> told = new ArrayList<>(List.of(server.logText()));
        for (String format : List.of("--json", "--auto")) {
            told.add(server.whippletree("dump", format).out());
        }
        told.add(server.whippletree("dump").out());
        // The class archive's training may run beside them, and end at any moment.
        List<ProcessHandle> processes = server.processes().stream()
                .filter(process -> Processes.commandLine(process.pid()).matches(".*(SupervisorMain|--slot).*"))
                .toList();
        assertEquals(3, processes.size());
        for (ProcessHandle process : processes) {
            told.add(Processes.commandLine(process.pid()));
            told.add(Processes.environment(process.pid()));
        }
        told.addAll(contents(server.root()));
        told.addAll(contents(server.runtimeDir()));

        for (String text : told) {
            assertFalse(text.isEmpty(), "something was not to be read");
            assertFalse(text.contains(secret), () -> text.replace(secret, "[the secret]"));
        }
    }

    private static void assertHas(JsonNode object, String... fields) {
        Set<String> present = new TreeSet<>();
        object.fieldNames().forEachRemaining(present::add);
        Set<String> missing = new TreeSet<>(Set.of(fields));
        missing.removeAll(present);
        assertEquals(Set.of(), missing, () -> "missing in " + object);
    }

    private static List<String> contents(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.size(file) > 0) {
                    texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return texts;
    }
}
