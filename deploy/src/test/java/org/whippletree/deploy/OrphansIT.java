package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** Children whose supervisor was killed. */
class OrphansIT {
    @Test
    void serveOnUntilOrphanTimeoutAndThenLeaveTogether() {
        try (Backends backends = Backends.answeringAfter(20);
                RunningServer server = RunningServer.start(
                        "orphans", ServerConf.of(2, 4, backends.urls()).with("OrphanTimeout 8"));
                Load load = Load.start(server.port(), 4)) {
            load.awaitAnswers(50);
            long supervisor = server.supervisor();
            long killedAtNanos = System.nanoTime();

            Processes.signal(supervisor, "KILL");
            Await.until("the supervisor's end", () -> !Processes.lives(supervisor));
            load.awaitAnswers(60);
            LoadReport report = load.stop();

            assertEquals(List.of(), report.losses());
            Await.until("the end of every process", () -> server.processes().isEmpty());
            assertTrue(System.nanoTime() - killedAtNanos >= 8_000_000_000L, "not before OrphanTimeout");
            assertTrue(RawConnection.refused(server.port()), "nobody holds the listening socket");

            server.startAgain();
            assertEquals(2, server.status().children().size());
        }
    }
}
