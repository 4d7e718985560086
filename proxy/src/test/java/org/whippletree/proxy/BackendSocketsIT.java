package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ConnectionRules;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** How sockets to backends are made: connectiontimeout, keepalive. */
class BackendSocketsIT {
    private static Consumer<Settings> keepAlive(boolean on) {
        return settings -> settings.connections =
                new ConnectionRules(100, Duration.ZERO, true, Duration.ZERO, Duration.ZERO, on, 8192, 0);
    }

    private static Wire answered(ProxyFixture proxy, Backend backend) {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);
        client.readAnswer();
        return upstream;
    }

    @Nested
    class WithKeepalive {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, keepAlive(true));

        @Test
        void theKernelProbesASilentBackend() {
            Wire upstream = answered(proxy, backend);

            Await.until(() -> "the kernel's timer", upstream::probedByPeer);
        }
    }

    @Nested
    class WithoutKeepalive {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, keepAlive(false));

        @Test
        void theKernelProbesNobody() {
            Wire upstream = answered(proxy, backend);

            assertEquals(false, upstream.probedByPeer());
        }
    }

    @Nested
    class WithAConnectiontimeout {
        private final ServerSocket full = listening();
        private final List<Socket> queued = new ArrayList<>();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(List.of(), settings -> {
            settings.onlyPort = full.getLocalPort();
            settings.connectTimeout = Duration.ofMillis(300);
        });

        private static ServerSocket listening() {
            try {
                return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @AfterEach
        void close() throws IOException {
            for (Socket socket : queued) {
                socket.close();
            }
            full.close();
        }

        @Test
        void aBackendThatDoesNotTakeAConnectionInTimeIsServiceUnavailable() throws IOException {
            // The queue of a listener holds one more than it was asked to.
            queued.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            queued.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            long before = System.nanoTime();
            Wire client = proxy.client().send(get("/"));

            assertEquals(503, client.readAnswer().status());
            long tookMillis = Duration.ofNanos(System.nanoTime() - before).toMillis();
            assertTrue(tookMillis >= 280 && tookMillis < 4_000, "answered after " + tookMillis + " ms");
            assertEquals("Err", proxy.memberStates());
        }
    }
}
