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

/** The files of a running server: who holds them, and what a start makes of those that it finds. */
class StartIT {
    private static final ServerConf CONF = ServerConf.of(1, 4, List.of("http://127.0.0.1:9"));

    @Test
    void isRefusedBesideALivingServerOfTheSamePidFile() throws IOException {
        try (RunningServer server = RunningServer.start("pid-file", CONF);
                RunningServer second = RunningServer.prepare("pid-file-2", CONF.with("PidFile " + server.pidFile()))) {
            Distribution.Outcome outcome = second.whippletree("-DFOREGROUND");

            assertEquals(1, outcome.exitCode(), outcome.toString());
            assertTrue(
                    outcome.err()
                            .contains("whippletree (pid " + server.supervisor() + ") already running with pid file "
                                    + server.pidFile()),
                    outcome.err());
            assertEquals(1, server.status().children().size());
        }
    }

    @Test
    void replacesAStalePidFileWithAWarning() throws IOException {
        try (RunningServer server = RunningServer.prepare("pid-file-stale", CONF)) {
            Files.writeString(server.pidFile(), ProcessHandle.current().pid() + "\n");

            server.startAgain();

            assertTrue(server.processes().stream().anyMatch(process -> process.pid() == server.supervisor()));
            assertEquals(1, server.logged(server.supervisor(), "AH00098: pid file " + server.pidFile()));
        }
    }

    @Test
    void keepsTheStatusInScoreBoardFile() throws IOException {
        try (RunningServer server = RunningServer.start("scoreboard-file", CONF.with("ScoreBoardFile status.json"))) {
            Path file = server.root().resolve("status.json");
            Await.until("a child in " + file, () -> holdsAChild(file));
            try (RawConnection client = RawConnection.open(server.port())) {
                client.get("/");
            }
            Await.until(
                    "the request in " + file,
                    () -> Status.parse(Files.readString(file)).requests() == 1);

            assertEquals(
                    server.status().pids(), Status.parse(Files.readString(file)).pids());
            assertEquals(0, server.whippletree("-k", "stop").exitCode());
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void isRefusedIfScoreBoardFileCannotBeWritten() throws IOException {
        try (RunningServer server =
                RunningServer.prepare("scoreboard-nowhere", CONF.with("ScoreBoardFile nowhere/status.json"))) {
            Distribution.Outcome outcome = server.whippletree("-DFOREGROUND");

            assertEquals(1, outcome.exitCode(), outcome.toString());
            assertTrue(outcome.err().contains("AH00003: could not write the scoreboard to "), outcome.err());
            assertEquals(List.of(), server.processes());
        }
    }

    private static boolean holdsAChild(Path file) throws IOException {
        return Files.exists(file)
                && Status.parse(Files.readString(file)).children().stream().anyMatch(Status.Child::ready);
    }
}
