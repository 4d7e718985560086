package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keep-alive connections that all live in one child and are never idle spread over its siblings, by announced closes alone. Judged
 * by busy requests per child: with a backend that only waits, latency hides a skew.
 */
class SheddingIT {
    private static final int CHILDREN = 4;
    private static final int BACKEND_MILLIS = 20;
    private static final int RUN_MILLIS = 13_000;
    private static final int WINDOW_MILLIS = 1_000;
    /** From so many seconds on, busiest over mean is at most this; the last digit absorbs what a window averages. */
    private static final int SOON = 2;

    private static final double SPREAD = 1.51;
    /** As even as whole connections allow. */
    private static final int LATER = 10;

    private static final double EVEN = 1.31;
    private static final int COLD = 10;
    private static final int COLD_PER_SECOND = 50;

    @ParameterizedTest
    @ValueSource(ints = {16, 24})
    void spreadsHotConnectionsWithinSecondsAndForGood(int hot) {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "shedding-" + hot,
                        ServerConf.of(CHILDREN, 16, backend.urls())
                                .with("KeepAliveTimeout 60")
                                .with("MaxKeepAliveRequests 0"));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            WarmUp.of(loop, server);
            Placement placed = Placement.onOneChild(loop, server.port(), hot);

            ClosedLoop running = ClosedLoop.startOn(
                    loop, server.port(), placed.links(), Requests.aQuarterPosts("hot", BACKEND_MILLIS));
            List<SingleClient> cold = coldOnOthers(loop, server, placed);
            ClosedLoopReport report = running.runFor(RUN_MILLIS).stop();

            assertEquals(List.of(), report.losses());
            assertEquals(List.of(), backend.executedTwice("POST"));
            List<Double> skews = report.skews(CHILDREN, WINDOW_MILLIS);
            assertTrue(noneOver(SPREAD, skews, SOON), () -> "busiest child over the mean, by second: " + skews);
            assertTrue(noneOver(EVEN, skews, LATER), () -> "busiest child over the mean, by second: " + skews);
            assertTrue(report.mostCloses() <= 3, () -> "one was moved " + report.mostCloses() + " times");
            assertEquals(
                    List.of(),
                    cold.stream().filter(client -> !client.standing()).toList(),
                    "cold ones that were closed");
        }
    }

    /** Connections to the siblings that are idle after one answer: the child with the hot ones is full and takes none. */
    private static List<SingleClient> coldOnOthers(SelectorLoop loop, RunningServer server, Placement placed) {
        List<SingleClient> cold = PacedLoad.keeping(
                        loop, server.port(), Requests.gets("cold", 0), COLD_PER_SECOND, COLD)
                .await();
        assertEquals(List.of(), PacedLoad.losses(cold));
        List<SingleClient> others =
                cold.stream().filter(client -> client.child() != placed.child()).toList();
        assertTrue(others.size() >= COLD / 2, () -> others.size() + " of " + COLD + " are with siblings");
        return others;
    }

    private static boolean noneOver(double most, List<Double> skews, int fromWindow) {
        return IntStream.range(fromWindow, skews.size()).allMatch(window -> skews.get(window) <= most);
    }
}
