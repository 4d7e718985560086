package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** A child that is killed takes nothing with it but its own exchanges, and is replaced. */
class ChildDeathIT {
    private static final int CLIENTS = 4;

    @Test
    void isFollowedByAReplacementWhileRequestsGoOn() {
        try (Backends backends = Backends.answeringAfter(20);
                RunningServer server = RunningServer.start("child-death", ServerConf.of(2, 4, backends.urls()));
                Load load = Load.start(server.port(), CLIENTS)) {
            load.awaitAnswers(50);
            Status.Child victim = server.status().children().get(0);

            Processes.signal(victim.pid(), "KILL");
            Await.until("the end of " + victim, () -> !Processes.lives(victim.pid()));
            long goneAtNanos = System.nanoTime();
            load.awaitAnswers(50);
            Status.Child replacement = replacementOf(victim, server);
            Await.until("answers of " + replacement, () -> load.answersOf(replacement.pid()) > 0);

            LoadReport report = load.stop();
            assertTrue(report.losses().size() <= CLIENTS, report.losses().toString());
            for (LoadReport.Loss loss : report.losses()) {
                assertTrue(loss.connectingAtNanos() < goneAtNanos, "the child was gone before: " + loss);
                assertTrue(List.of(victim.pid(), LoadReport.Loss.UNKNOWN).contains(loss.child()), loss.toString());
            }
            assertEquals(1, server.logged(server.supervisor(), "AH00052: child pid " + victim.pid()));
        }
    }

    /** The ready child in the same slot. */
    private static Status.Child replacementOf(Status.Child victim, RunningServer server) {
        return server
                .status(
                        "a replacement in slot " + victim.slot(),
                        status -> status.children().stream().anyMatch(child -> replaces(child, victim)))
                .children()
                .stream()
                .filter(child -> replaces(child, victim))
                .findFirst()
                .orElseThrow();
    }

    private static boolean replaces(Status.Child child, Status.Child victim) {
        return child.slot() == victim.slot() && child.pid() != victim.pid() && child.ready();
    }
}
