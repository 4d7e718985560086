package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/**
 * It is the siblings' load that moves connections, and it travels through the scoreboard only: a skew that leaves its child idle
 * workers goes with KeepAliveShedding Scoreboard, and stays when the siblings' load is not looked at or cannot be seen.
 */
class SheddingModesIT {
    private static final int CHILDREN = 4;
    private static final int HOT = 12;
    private static final int BACKEND_MILLIS = 20;
    private static final int RUN_MILLIS = 6_000;
    private static final int WINDOW_MILLIS = 1_000;

    private static final double SPREAD = 1.5;
    private static final double SKEWED = 3.5;

    /** What happens between the placement of the connections and the load on them. */
    private interface Interlude {
        void with(RunningServer server, Placement placed) throws Exception;
    }

    @Test
    void scoreboardSheddingEndsASkew() throws Exception {
        double last = lastSkew("scoreboard", "KeepAliveShedding Scoreboard", (server, placed) -> {});
        assertTrue(last <= SPREAD, () -> "the busiest child has " + last + " times the mean");
    }

    @Test
    void localSheddingLeavesASkewThatLeavesTheChildIdleWorkers() throws Exception {
        double last = lastSkew("local", "KeepAliveShedding Local", (server, placed) -> {});
        assertTrue(last >= SKEWED, () -> "the busiest child has " + last + " times the mean");
    }

    @Test
    void noSheddingLeavesASkew() throws Exception {
        double last = lastSkew("off", "KeepAliveShedding Off", (server, placed) -> {});
        assertTrue(last >= SKEWED, () -> "the busiest child has " + last + " times the mean");
    }

    @Test
    void scoreboardSheddingWithoutTheScoreboardLeavesASkew() throws Exception {
        double last = lastSkew("member-gone", "KeepAliveShedding Scoreboard", (server, placed) -> {
            Set<Long> children = server.status().pids();
            SupervisorAgent.stopMember(server.supervisor());
            Await.until(
                    "each child's word on its loss",
                    () -> children.stream().allMatch(child -> server.logged(child, "scoreboard lost") > 0));
        });
        assertTrue(last >= SKEWED, () -> "the busiest child has " + last + " times the mean");
    }

    /** The skew in the last second of a load that began with every connection on one child. */
    private static double lastSkew(String name, String directive, Interlude interlude) throws Exception {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "shedding-" + name,
                        ServerConf.of(CHILDREN, 16, backend.urls())
                                .with("KeepAliveTimeout 60")
                                .with("MaxKeepAliveRequests 0")
                                .with(directive));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            WarmUp.of(loop, server);
            Placement placed = Placement.onOneChild(loop, server.port(), HOT);
            interlude.with(server, placed);

            ClosedLoopReport report = ClosedLoop.startOn(
                            loop, server.port(), placed.links(), Requests.aQuarterPosts(name, BACKEND_MILLIS))
                    .runFor(RUN_MILLIS)
                    .stop();

            assertEquals(List.of(), report.losses());
            assertEquals(List.of(), backend.executedTwice("POST"));
            List<Double> skews = report.skews(CHILDREN, WINDOW_MILLIS);
            return skews.get(skews.size() - 1);
        }
    }
}
