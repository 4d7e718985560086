package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.ok;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.FlushMode;
import org.whippletree.config.FlushRules;
import org.whippletree.config.KeepRules;
import org.whippletree.config.ProxyHeaderVersion;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;

/** When pieces of an answer go to the client (flushpackets, flushwait); by default at once, as StreamingIT shows. */
class FlushingIT {
    private static final int PIECE = 10_000;

    private static Consumer<Settings> flushing(FlushMode mode, Duration pause) {
        return settings -> settings.connections = new ConnectionRules(
                KeepRules.upTo(100),
                Duration.ZERO,
                true,
                Duration.ZERO,
                Duration.ZERO,
                false,
                8192,
                0,
                ProxyHeaderVersion.NONE,
                new FlushRules(mode, pause));
    }

    @Nested
    class Off {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, flushing(FlushMode.OFF, FlushRules.DEFAULT_PAUSE));

        @Test
        void smallPiecesWaitForTheEnd() {
            Wire client = proxy.client().send(get("/"));
            Wire upstream = backend.acceptAsked();
            upstream.send(ok("Content-Length: 2") + "o");
            proxy.await(
                    () -> proxy.onLoop(() -> (int) Math.min(
                            1,
                            proxy.lastAcceptedOnLoop().unsafe().outboundBuffer().totalPendingWriteBytes())),
                    1);
            assertEquals("", client.unread());
            upstream.send("k");

            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        void noMoreWaitsThanFlushMaxThreshold() {
            Wire client = proxy.client().send(get("/"));
            Wire upstream = backend.acceptAsked();
            upstream.send(ok("Content-Length: " + 8 * PIECE));
            for (int sent = 0; sent < 7 * PIECE; sent += PIECE) {
                upstream.send("x".repeat(PIECE));
            }
            assertTrue(client.readHead().contains("200"));
            upstream.send("x".repeat(PIECE));

            assertEquals(8 * PIECE, client.readExactly(8 * PIECE).length());
        }
    }

    @Nested
    class Auto {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, flushing(FlushMode.AUTO, Duration.ofMillis(150)));

        @Test
        void whatHasComeIsSentWhenTheBackendPauses() {
            Wire client = proxy.client().send(get("/"));
            Wire upstream = backend.acceptAsked();
            long before = System.nanoTime();
            upstream.send(ok("Content-Length: 4") + "o");
            client.readHead();
            assertEquals("o", client.readExactly(1));
            long tookMillis = (System.nanoTime() - before) / 1_000_000;
            assertTrue(tookMillis >= 140, "sent after " + tookMillis + " ms");
            upstream.send("k");
            assertEquals("k", client.readExactly(1));
            upstream.send("ay");

            assertEquals("ay", client.readExactly(2));
        }
    }
}
