package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;
import org.whippletree.testkit.KernelSocket;

/** More requests than there may be connections to a backend. */
class PoolBoundIT {
    private static final int CHILDREN = 2;
    private static final int MOST_CONNECTIONS = 4;
    private static final int REQUESTS = 200;
    private static final int PER_SECOND = 100;
    private static final int DELAY_MILLIS = 50;

    @Test
    void allOfTheServersChildrenTogetherKeepWithinMaxtotalAndLoseNone() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start(
                        "pool-bound",
                        ServerConf.of(
                                CHILDREN,
                                16,
                                List.of(backend.urls().get(0) + " maxtotal=" + MOST_CONNECTIONS + " acquire=20000")));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            int port = URI.create(backend.urls().get(0)).getPort();
            AtomicLong most = new AtomicLong();
            PacedLoad load =
                    PacedLoad.start(loop, server.port(), Requests.gets("pool", DELAY_MILLIS), PER_SECOND, REQUESTS);
            Await.until("requests at the backend", () -> {
                most.accumulateAndGet(connections(port), Math::max);
                return backend.executions().size() == REQUESTS;
            });

            assertEquals(List.of(), PacedLoad.losses(load.await()), server::logText);
            assertTrue(most.get() <= MOST_CONNECTIONS, most + " connections");
            assertTrue(most.get() > 1, "the load needs several");
            server.status("members in use", status -> status.requests() == REQUESTS);
        }
    }

    /** Connections that a backend holds. */
    private static long connections(int port) {
        return KernelSocket.all()
                .filter(one -> one.at(port) && one.in(KernelSocket.ESTABLISHED))
                .map(KernelSocket::remote)
                .distinct()
                .count();
    }
}
