package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A busier child leaves clients to its sibling for AcceptHoldOff, which must not make them wait for nothing. */
class HoldOffIT {
    private static final int CLIENTS = 16;
    private static final int CONNECTIONS_EACH = 150;
    /** While children have just begun to work again; with no regard to how long requests take it is more than a hundred. */
    private static final int A_FEW = 5;

    @Test
    void noChildHoldsOffWhileRequestsAreOverSooner() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "hold-off", ServerConf.of(2, 64, backends.urls()).with("AcceptHoldOff 300"))) {
            assertEquals(CLIENTS * CONNECTIONS_EACH, answeredOnConnectionsOfTheirOwn(server.port()));
            long before = delayed(server.status());

            assertEquals(CLIENTS * CONNECTIONS_EACH, answeredOnConnectionsOfTheirOwn(server.port()));

            long delayed = delayed(server.status()) - before;
            assertTrue(delayed <= A_FEW, "held off " + delayed + " times");
        }
    }

    /** Clients that connect anew for each request, one after the other; answers how many requests were answered well. */
    private static long answeredOnConnectionsOfTheirOwn(int port) {
        AtomicLong answered = new AtomicLong();
        List<Thread> clients = IntStream.range(0, CLIENTS)
                .mapToObj(number -> new Thread(() -> ask(port, answered), "client-" + number))
                .toList();
        clients.forEach(Thread::start);
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return answered.get();
    }

    private static void ask(int port, AtomicLong answered) {
        for (int number = 0; number < CONNECTIONS_EACH; number++) {
            try (RawConnection connection = RawConnection.open(port)) {
                if (connection.get("/").status() == 200) {
                    answered.incrementAndGet();
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static long delayed(Status status) {
        return Status.elements(status.json().path("children"))
                .mapToLong(child -> child.path("holdOffReasons").path("delayed").asLong())
                .sum();
    }
}
