package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** What the clients of a child see when it drains. */
class DrainIT {
    private static final int IDLE = 40;
    /** Of five seconds: a busy machine may be late with the first ones. */
    private static final int SPREAD_MILLIS = 2_500;

    @Test
    void closesIdleConnectionsOverSomeSecondsTheLongestIdleFirst() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "drain", ServerConf.of(1, 32, backend.urls()).with("KeepAliveTimeout 60"));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            Requests requests = Requests.gets("idle", 0);
            List<SingleClient> idle = oneAfterTheOther(loop, server, requests, IDLE);
            long old = idle.get(0).child();
            SingleClient asks = loop.call(() -> SingleClient.asking(loop, server.port(), requests.next()));
            Await.until("answers", () -> asks.answers() == 1);

            assertEquals(0, server.whippletree("-k", "graceful").exitCode());
            Await.until("the drain", () -> server.logged(old, "SERVING -> DRAINING") == 1);
            loop.run(() -> asks.ask(requests.next()));
            Await.until("an answer that ends its connection", () -> asks.answers() == 2);
            assertTrue(asks.askedToLeave());
            assertEquals(old, asks.child());
            Await.until("the end of the idle ones", () -> idle.stream().noneMatch(SingleClient::standing));

            assertEquals(List.of(), PacedLoad.losses(idle));
            assertEquals(List.of(), PacedLoad.losses(List.of(asks)));
            assertSpreadAndInOrder(idle);
            Await.until("the end of the old child", () -> !Processes.lives(old));
            assertEquals(1, server.logged(old, "idle clients leave within 5000 ms"));
            assertFalse(server.logText().contains("the time to finish is over"));
        }
    }

    @Test
    void isOverWellBeforeGracefulRestartTimeoutSoThatNoIdleClientIsCutByIt() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "drain-bound",
                        ServerConf.of(1, 4, backend.urls())
                                .with("KeepAliveTimeout 60")
                                .with("GracefulRestartTimeout 4"));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            List<SingleClient> idle = oneAfterTheOther(loop, server, Requests.gets("idle", 0), 10);
            long old = idle.get(0).child();

            assertEquals(0, server.whippletree("-k", "graceful").exitCode());
            Await.until("the end of the old child", () -> !Processes.lives(old));

            assertEquals(List.of(), PacedLoad.losses(idle));
            assertEquals(1, server.logged(old, "idle clients leave within 2000 ms"));
            assertFalse(server.logText().contains("the time to finish is over"));
        }
    }

    @Test
    void cutsWhatTakesLongerThanGracefulRestartTimeout() throws Exception {
        try (SlowBackend backend = SlowBackend.start();
                RunningServer server = RunningServer.start(
                        "drain-cut", ServerConf.of(1, 4, backend.urls()).with("GracefulRestartTimeout 1"));
                RawConnection poll = RawConnection.open(server.port())) {
            long old = server.status().children().get(0).pid();
            poll.send("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("the slow request at the backend", () -> backend.slowRequests() == 1);

            assertEquals(0, server.whippletree("-k", "graceful").exitCode());

            assertThrows(IOException.class, poll::answer);
            Await.until("the end of the old child", () -> !Processes.lives(old));
            assertEquals(1, server.logged(server.supervisor(), "the time to finish is over"));
        }
    }

    /** Connections that stay, each answered before the next one is made. */
    private static List<SingleClient> oneAfterTheOther(
            SelectorLoop loop, RunningServer server, Requests requests, int wanted) {
        List<SingleClient> clients = new ArrayList<>();
        while (clients.size() < wanted) {
            SingleClient client = loop.call(() -> SingleClient.asking(loop, server.port(), requests.next()));
            Await.until("an answer", () -> client.settled(1));
            clients.add(client);
        }
        assertEquals(List.of(), PacedLoad.losses(clients));
        return clients;
    }

    /** In quarters: a step closes a few, and their sockets are looked at in any order. */
    private static void assertSpreadAndInOrder(List<SingleClient> asAnswered) {
        List<Long> ends = asAnswered.stream().map(SingleClient::endedAtNanos).toList();
        int quarter = IDLE / 4;
        long firstQuarterOver = Collections.max(ends.subList(0, quarter));
        long lastQuarterBegins = Collections.min(ends.subList(IDLE - quarter, IDLE));
        assertTrue(lastQuarterBegins - firstQuarterOver > 0, "those who were idle longest did not leave first");
        long millis = (Collections.max(ends) - Collections.min(ends)) / 1_000_000;
        assertTrue(millis >= SPREAD_MILLIS, "all left within " + millis + " ms");
    }
}
