package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** Requests do not need the scoreboard, nor a supervisor that moves. */
class ScoreboardLossIT {
    private static final String LOST = "scoreboard lost";

    @Test
    void stopsNoRequestAndIsSaidOnceByEachChild() throws Exception {
        try (Backends backends = Backends.answeringAfter(20);
                RunningServer server = RunningServer.start("member-stopped", ServerConf.of(2, 4, backends.urls()));
                Load load = Load.start(server.port(), 4)) {
            Set<Long> children = counted(server, load);

            SupervisorAgent.stopMember(server.supervisor());
            awaitLoss(server, children);
            // Time for the children to try the member again, more than once.
            load.awaitAnswers(400);

            assertEquals(List.of(), load.stop().losses());
            for (long child : children) {
                assertEquals(1, server.logged(child, LOST), server.logText());
            }
            assertEquals(children, server.status().pids());
            assertEquals(0, server.whippletree("-k", "stop").exitCode());
        }
    }

    @Test
    void ofAFrozenSupervisorStopsNoRequestEither() {
        try (Backends backends = Backends.answeringAfter(20);
                RunningServer server = RunningServer.start("frozen", ServerConf.of(2, 4, backends.urls()));
                Load load = Load.start(server.port(), 4)) {
            Set<Long> children = counted(server, load);
            long supervisor = server.supervisor();

            Processes.signal(supervisor, "STOP");
            try {
                awaitLoss(server, children);
                load.awaitAnswers(100);
            } finally {
                Processes.signal(supervisor, "CONT");
            }
            Await.until(
                    "the scoreboard's return",
                    () -> children.stream().allMatch(child -> server.logged(child, "scoreboard is back") == 1));

            assertEquals(List.of(), load.stop().losses());
            assertEquals(children, server.status().pids());
        }
    }

    /** The children, once the scoreboard has figures of each. */
    private static Set<Long> counted(RunningServer server, Load load) {
        load.awaitAnswers(50);
        return server.status(
                        "figures of every child",
                        status -> status.requestsOfChildren().values().stream().allMatch(requests -> requests > 0))
                .pids();
    }

    private static void awaitLoss(RunningServer server, Set<Long> children) {
        Await.until(
                "each child's word on its loss",
                () -> children.stream().allMatch(child -> server.logged(child, LOST) > 0));
    }
}
