package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** A child whose workers all wait for a slow backend is not in the way of whoever can go elsewhere. */
class FullChildIT {
    private static final int WORKERS = 16;
    private static final int IDLE = 8;
    private static final int SLOW_MILLIS = 3_000;
    private static final int QUEUE_MILLIS = 5_000;
    private static final int NEWCOMERS = 200;
    private static final int PER_SECOND = 100;
    private static final int LONGEST_WAIT_MILLIS = 1_000;

    @Test
    void isPassedByAndAnswersItsOwnWithinTheQueuesLimit() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "full-child", ServerConf.of(4, WORKERS, backend.urls()).with("KeepAliveTimeout 60"));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            WarmUp.of(loop, server);
            Placement placed = Placement.onOneChild(loop, server.port(), WORKERS + IDLE);
            List<SingleClient> slow = placed.clients().subList(0, WORKERS);
            List<SingleClient> idle = placed.clients().subList(WORKERS, WORKERS + IDLE);

            ask(loop, slow, Requests.gets("slow", SLOW_MILLIS));
            Await.until(
                    "the slow requests at the backend",
                    () -> backend.executions().keySet().stream()
                                    .filter(request -> request.contains("/slow-"))
                                    .count()
                            == WORKERS);
            PacedLoad newcomers = PacedLoad.start(loop, server.port(), Requests.gets("new", 0), PER_SECOND, NEWCOMERS);
            List<SingleClient> kept =
                    idle.stream().filter(SingleClient::standing).toList();
            ask(loop, kept, Requests.gets("old", 0));

            List<SingleClient> fast = newcomers.await();
            Await.until("every other answer", () -> placed.clients().stream().allMatch(client -> client.settled(2)));
            assertEquals(List.of(), PacedLoad.losses(fast));
            long longest =
                    fast.stream().mapToLong(SingleClient::waitedMillis).max().orElseThrow();
            assertTrue(longest < LONGEST_WAIT_MILLIS, () -> "a new connection waited " + longest + " ms");
            assertTrue(fast.stream().noneMatch(client -> client.child() == placed.child()), "answered by the full one");
            assertEquals(List.of(), PacedLoad.losses(placed.clients()));
            assertTrue(
                    kept.stream()
                            .filter(client -> client.answers() == 2)
                            .allMatch(client -> client.waitedMillis() < QUEUE_MILLIS),
                    "old connections within RequestQueueTimeout");
        }
    }

    /** Asks on each of these connections; whoever finds its connection closed already has lost nothing. */
    private static void ask(SelectorLoop loop, List<SingleClient> clients, Requests requests) {
        loop.run(() -> clients.forEach(client -> client.ask(requests.next())));
    }
}
