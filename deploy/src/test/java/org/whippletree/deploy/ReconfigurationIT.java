package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** What a later configuration may change, and how a server looks whose slots are all taken. */
class ReconfigurationIT {
    private static final int KEPT_FOR_QUOTA = 4;

    @Test
    void movesFilesAndChangesLimitsThatHttpdFixesForLife() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "reconfiguration",
                        ServerConf.of(1, 4, backends.urls())
                                .with("ThreadLimit 4")
                                .with("ScoreBoardFile status.json")
                                .with("ChildMemoryLimit 0"))) {
            long supervisor = server.supervisor();
            Path pidFile = server.root().resolve("moved.pid");
            Path scoreboard = server.root().resolve("moved.json");
            server.replaceInConf("PidFile whippletree.pid", "PidFile moved.pid");
            server.replaceInConf("ScoreBoardFile status.json", "ScoreBoardFile moved.json");
            server.replaceInConf("ThreadLimit 4", "ThreadLimit 8");
            server.replaceInConf("ThreadsPerChild 4", "ThreadsPerChild 8");
            server.replaceInConf("StartServers 1", "StartServers 2");
            server.replaceInConf("ServerLimit 1", "ServerLimit 2");
            server.replaceInConf("MaxRequestWorkers 4", "MaxRequestWorkers 16");

            Distribution.Outcome outcome = server.whippletree("-k", "graceful");

            assertEquals(0, outcome.exitCode(), outcome.toString());
            assertFalse(outcome.err().contains("warning"), outcome.toString());
            assertEquals(supervisor + "\n", Files.readString(pidFile));
            assertFalse(Files.exists(server.pidFile()));
            server.status(
                    "two children of the new generation with eight workers each",
                    now -> now.children().stream().allMatch(Status.Child::ready)
                            && workers(now).equals(List.of(8, 8)));
            Await.until(
                    "the status in " + scoreboard,
                    () -> Files.exists(scoreboard)
                            && Status.parse(Files.readString(scoreboard)).generation() == 1);
            assertFalse(Files.exists(server.root().resolve("status.json")));

            server.replaceInConf("PidFile moved.pid", "PidFile whippletree.pid");
            server.replaceInConf("ChildMemoryLimit 0", "ChildMemoryLimit 20000000");
            assertEquals(0, server.whippletree("-k", "graceful").exitCode());

            assertEquals(supervisor, server.supervisor());
            Await.until(
                    "a child that is too large now",
                    () -> server.logged(supervisor, "READY -> DRAINING, leaves: ChildMemoryLimit") > 0);
        }
    }

    private static List<Integer> workers(Status status) {
        return Status.elements(status.json().path("children"))
                .map(child -> child.path("workers").path("busy").asInt()
                        + child.path("workers").path("idle").asInt())
                .toList();
    }

    @Test
    void saysThatTheScoreboardIsFullWhenAChildThatFinishesHoldsTheOnlySlot() throws Exception {
        try (SlowBackend backend = SlowBackend.start();
                RunningServer server = RunningServer.start(
                        "scoreboard-full",
                        ServerConf.of(1, 4, backend.urls()).with("MaxConnectionsPerChild " + KEPT_FOR_QUOTA));
                RawConnection poll = RawConnection.open(server.port())) {
            long first = server.status().children().get(0).pid();
            poll.send("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("the slow request at the backend", () -> backend.slowRequests() == 1);
            for (int connection = 1; connection < KEPT_FOR_QUOTA; connection++) {
                try (RawConnection client = RawConnection.open(server.port())) {
                    assertEquals(200, client.get("/quick").status());
                }
            }

            Await.until(
                    "the message",
                    () -> server.logged(
                                    server.supervisor(),
                                    "AH03490: scoreboard is full, not at MaxRequestWorkers. Increase ServerLimit")
                            == 1);
            assertTrue(Processes.lives(first));
            // It waits in the accept queue for the child that comes when the slot is free.
            try (RawConnection patient = RawConnection.open(server.port())) {
                patient.send("GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n");
                backend.release();
                Answer answer = patient.answer();
                assertEquals(200, answer.status());
                assertTrue(answer.child() != first);
            }
            assertEquals(200, poll.answer().status());
        }
    }
}
