package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.testkit.Await;

/** With AcceptCounts All the server holds a bounded number of connections, and nobody waits for ever outside. */
class AcceptFormulaIT {
    private static final int CHILDREN = 2;
    private static final int WORKERS = 2;
    private static final int LONGEST_WAIT_MILLIS = 15_000;

    @ParameterizedTest
    @CsvSource({"1.5, 10", "2, 12"})
    void boundsConnectionsAndLetsWaitingClientsInForThoseIdleLongest(String factor, int limit) {
        AdminPort admin = AdminPort.free();
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "accept-formula-" + factor, conf(backend, admin).with("AsyncRequestWorkerFactor " + factor));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            Requests requests = Requests.gets("idle", 0);
            List<SingleClient> clients =
                    loop.call(() -> Stream.generate(() -> SingleClient.asking(loop, server.port(), requests.next()))
                            .limit(3L * limit)
                            .toList());
            List<Long> held = new ArrayList<>();
            Await.until("every client's answer", () -> {
                held.add(admin.status().connectionsHeld());
                return clients.stream().allMatch(client -> client.settled(1));
            });

            assertEquals(List.of(), PacedLoad.losses(clients));
            assertTrue(held.stream().allMatch(connections -> connections <= limit), held.toString());
            Await.until(
                    "the counts at rest",
                    () -> admin.status().connectionsHeld()
                            == clients.stream().filter(SingleClient::standing).count());
            assertTrue(admin.status().connectionsHeld() <= limit, "it holds " + admin.status());
            assertTrue(longestWait(clients) < LONGEST_WAIT_MILLIS, () -> "one waited " + longestWait(clients) + " ms");
        }
    }

    @Test
    void letsNobodyStarveBehindClientsThatNeverLetGo() {
        AdminPort admin = AdminPort.free();
        int limit = CHILDREN * WORKERS * 3;
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start("accept-starving", conf(backend, admin));
                SelectorLoop loop = SelectorLoop.start("clients");
                ClosedLoop greedy =
                        ClosedLoop.start(loop, server.port(), 2 * limit, Requests.aQuarterPosts("greedy", 20))) {
            greedy.awaitAnswers(2 * limit);
            Requests requests = Requests.gets("newcomer", 20);
            List<SingleClient> newcomers =
                    loop.call(() -> Stream.generate(() -> SingleClient.asking(loop, server.port(), requests.next()))
                            .limit(limit)
                            .toList());
            Await.until("an answer to every newcomer", () -> newcomers.stream().allMatch(client -> client.settled(1)));
            ClosedLoopReport report = greedy.stop();

            assertEquals(List.of(), PacedLoad.losses(newcomers));
            assertEquals(List.of(), report.losses());
            assertEquals(List.of(), backend.executedTwice("POST"));
            assertTrue(
                    report.clients().stream()
                            .noneMatch(client -> client.exchanges().isEmpty()),
                    "every greedy client was served too");
            assertTrue(longestWait(newcomers) < LONGEST_WAIT_MILLIS, () -> longestWait(newcomers) + " ms");
        }
    }

    private static ServerConf conf(CountingBackend backend, AdminPort admin) {
        return ServerConf.of(CHILDREN, WORKERS, backend.urls())
                .with("KeepAliveTimeout 60")
                .with(admin.directive());
    }

    private static long longestWait(List<SingleClient> clients) {
        return clients.stream().mapToLong(SingleClient::waitedMillis).max().orElseThrow();
    }
}
