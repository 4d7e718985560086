package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** What the codes that children end with do to the server (httpd's event MPM: 7 for a shortage, 15 for a setup that fails). */
class ChildExitIT {
    private static final String SICK = "7";
    private static final String FATAL = "15";
    private static final List<String> NOWHERE = List.of("http://127.0.0.1:9");

    @Test
    void triesAgainSlowlyWhenAChildIsShortOfResourcesAndASiblingServes() throws IOException {
        Path code = noCode("sick-child");
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.prepare("sick-child", ServerConf.of(2, 4, backends.urls()))) {
            server.startThrough(ChildAgent.endingChildrenWithCodeIn(code));
            long victim = server.status().children().get(0).pid();
            Files.writeString(code, SICK);
            Processes.signal(victim, "KILL");

            Await.until(
                    "two attempts",
                    () -> server.logged(server.supervisor(), ": STARTING -> GONE, exit code 7 (short of resources)")
                            >= 2);
            assertEquals(List.of(), Load.send(server.port(), 2, 20).losses());
            Files.delete(code);

            server.status(
                    "two children that serve",
                    status -> status.children().size() == 2
                            && status.children().stream().allMatch(Status.Child::ready));
            assertEquals(0, server.logged(server.supervisor(), "AH02324"));
        }
    }

    @Test
    void endsTheServerWhenAChildIsShortOfResourcesAndNoneServes() throws IOException {
        Path code = noCode("sick-only-child");
        try (RunningServer server = RunningServer.prepare("sick-only-child", ServerConf.of(1, 4, NOWHERE))) {
            server.startThrough(ChildAgent.endingChildrenWithCodeIn(code));
            long supervisor = server.supervisor();
            Files.writeString(code, SICK);

            Processes.signal(server.status().children().get(0).pid(), "KILL");

            Await.until("the end of the server", () -> !Processes.lives(supervisor));
            assertEquals(1, server.logged(supervisor, "AH02324: A resource shortage"));
            assertEquals(List.of(), server.processes());
        }
    }

    @Test
    void failsTheStartIfNoChildCanBeSetUp() throws IOException {
        Path code = noCode("fatal-start");
        Files.writeString(code, FATAL);
        try (RunningServer server = RunningServer.prepare("fatal-start", ServerConf.of(2, 4, NOWHERE))) {
            Distribution.Outcome outcome =
                    Distribution.runThrough(ChildAgent.endingChildrenWithCodeIn(code), server.with("-k", "start"));

            assertEquals(1, outcome.exitCode(), outcome.toString());
            assertTrue(server.logText().contains("AH00050: Child "), server.logText());
            assertEquals(List.of(), server.processes());
        }
    }

    @Test
    void finishesWhatIsInFlightWhenAChildCannotBeSetUp() throws Exception {
        Path code = noCode("fatal-child");
        try (SlowBackend backend = SlowBackend.start();
                RunningServer server = RunningServer.prepare("fatal-child", ServerConf.of(2, 4, backend.urls()))) {
            server.startThrough(ChildAgent.endingChildrenWithCodeIn(code));
            long supervisor = server.supervisor();
            try (RawConnection poll = RawConnection.open(server.port())) {
                poll.send("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Await.until("the slow request at the backend", () -> backend.slowRequests() == 1);
                Status one = server.status(
                        "one busy child", status -> idleChild(status).isPresent());
                Files.writeString(code, FATAL);

                Processes.signal(idleChild(one).orElseThrow(), "KILL");
                Await.until("the server that shuts down", () -> server.logged(supervisor, "RUNNING -> DRAINING") == 1);
                backend.release();

                assertEquals(200, poll.answer().status());
            }
            Await.until("the end of the server", () -> !Processes.lives(supervisor));
            assertEquals(
                    1, server.logged(supervisor, "RUNNING -> DRAINING, shutting down, since no child can be set up"));
            assertEquals(List.of(), server.processes());
        }
    }

    /** The pid of the child that does not work while another one does. */
    private static Optional<Long> idleChild(Status status) {
        List<JsonNode> idle = Status.elements(status.json().path("children"))
                .filter(child -> child.path("workers").path("busy").asInt() == 0)
                .toList();
        return idle.size() == 1 ? Optional.of(idle.get(0).path("pid").asLong()) : Optional.empty();
    }

    private static Path noCode(String name) throws IOException {
        return CrashIT.emptyFolder(name + "-code").resolve("code");
    }
}
