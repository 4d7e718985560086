package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** Idle clients cost a descriptor each and no place at the gate with AcceptCounts Active: only their own timeout ends them. */
class IdleClientsIT {
    private static final int IDLE = 2_000;
    private static final int AT_ONCE = 20;
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final int TOLERANCE_MILLIS = 1_500;
    private static final int PER_SECOND = 100;

    @Test
    void stayUntilKeepAliveTimeoutWhileOthersAreServed() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "idle-clients",
                        ServerConf.of(4, 16, backend.urls())
                                .with("AcceptCounts Active")
                                .with("KeepAliveTimeout " + KEEP_ALIVE_SECONDS));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            WarmUp.of(loop, server);
            List<SingleClient> idle = connected(loop, server);

            List<SingleClient> fast = PacedLoad.start(
                            loop,
                            server.port(),
                            Requests.gets("fast", 0),
                            PER_SECOND,
                            (KEEP_ALIVE_SECONDS - 2) * PER_SECOND)
                    .await();

            assertEquals(List.of(), PacedLoad.losses(fast));
            Await.until("the end of every idle connection", () -> idle.stream().noneMatch(SingleClient::standing));
            assertEquals(List.of(), PacedLoad.losses(idle));
            List<Long> outOfTime = idle.stream()
                    .map(SingleClient::idleMillis)
                    .filter(millis -> Math.abs(millis - KEEP_ALIVE_SECONDS * 1_000L) > TOLERANCE_MILLIS)
                    .toList();
            assertEquals(List.of(), outOfTime, "milliseconds that clients were idle when they were closed");
            assertTrue(
                    idle.stream().map(SingleClient::child).distinct().count() > 1,
                    "more than one child keeps idle clients");
        }
    }

    /**
     * So many clients that have been answered once and were not asked to leave; a few connect at a time. Whoever is asked while the
     * rush lasts is replaced, as a client replaces its connection that is announced to end.
     */
    private static List<SingleClient> connected(SelectorLoop loop, RunningServer server) {
        Requests requests = Requests.gets("idle", 0);
        List<SingleClient> clients = new ArrayList<>();
        for (int made = 0; clients.size() < IDLE && made < 2 * IDLE; made += AT_ONCE) {
            List<SingleClient> some =
                    loop.call(() -> Stream.generate(() -> SingleClient.asking(loop, server.port(), requests.next()))
                            .limit(AT_ONCE)
                            .toList());
            Await.until("answers", () -> some.stream().allMatch(client -> client.settled(1)));
            assertEquals(List.of(), PacedLoad.losses(some));
            some.stream().filter(client -> !client.askedToLeave()).forEach(clients::add);
        }
        assertTrue(clients.size() >= IDLE, () -> clients.size() + " clients are kept");
        return clients;
    }
}
