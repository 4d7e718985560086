package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.post;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.FlushRules;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.KeepRules;
import org.whippletree.config.ProxyHeaderVersion;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;

/** Backends that are told of the client in the PROXY protocol: no connection serves two of them. */
class IntroductionIT {
    private static ConnectionRules introducing(ProxyHeaderVersion version) {
        return new ConnectionRules(
                KeepRules.upTo(100),
                Duration.ZERO,
                true,
                Duration.ZERO,
                Duration.ZERO,
                false,
                8192,
                0,
                version,
                FlushRules.AT_ONCE);
    }

    private static String line(Wire client, ProxyFixture proxy) {
        return "PROXY TCP4 127.0.0.1 127.0.0.1 " + client.localPort() + " " + proxy.port() + "\r\n";
    }

    private static void answer(Wire upstream, Wire client) {
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Nested
    class InVersion1 {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy =
                ProxyFixture.to(backend, settings -> settings.connections = introducing(ProxyHeaderVersion.V1));

        @Test
        void aConnectionBeginsWithTheClientAndServesItOn() {
            Wire client = proxy.client().send(get("/1"));
            Wire upstream = backend.accept();
            assertEquals(line(client, proxy), upstream.readThrough("\r\n"));
            assertTrue(upstream.readHead().startsWith("GET /1 "));
            answer(upstream, client);
            client.send(post("/2", 2) + "ok");
            assertTrue(upstream.readHead().startsWith("POST /2 "));
            answer(upstream, client);

            assertEquals(1, backend.connections());
        }

        @Test
        void anotherClientHasAConnectionOfItsOwn() {
            Wire one = proxy.client().send(get("/1"));
            Wire upstreamOfOne = backend.acceptAsked();
            answer(upstreamOfOne, one);
            Wire other = proxy.client().send(get("/2"));
            Wire upstreamOfOther = backend.accept();
            assertEquals(line(other, proxy), upstreamOfOther.readThrough("\r\n"));
            assertTrue(upstreamOfOther.readHead().startsWith("GET /2 "));
            answer(upstreamOfOther, other);
            one.send(get("/3"));

            assertTrue(upstreamOfOne.readHead().startsWith("GET /3 "));
            answer(upstreamOfOne, one);
            assertEquals(2, backend.connections());
        }

        @Test
        void aConnectionThatReplacesALostOneSaysItAgain() {
            Wire client = proxy.client().send(get("/1"));
            Wire upstream = backend.acceptAsked();
            answer(upstream, client);
            client.send(get("/2"));
            upstream.readHead();
            upstream.close();
            Wire fresh = backend.accept();

            assertEquals(line(client, proxy), fresh.readThrough("\r\n"));
            assertTrue(fresh.readHead().startsWith("GET /2 "));
            answer(fresh, client);
        }
    }

    @Nested
    class WithOneConnection {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, this::settings);

        private void settings(Settings settings) {
            settings.connections = introducing(ProxyHeaderVersion.V1);
            settings.maxConnections = 1;
        }

        @Test
        void anIdleOneMakesRoomForAnotherClient() {
            Wire one = proxy.client().send(get("/1"));
            Wire upstream = backend.acceptAsked();
            answer(upstream, one);
            Wire other = proxy.client().send(get("/2"));
            Wire next = backend.accept();

            assertEquals(line(other, proxy), next.readThrough("\r\n"));
            next.readHead();
            answer(next, other);
            assertEquals(Wire.End.FIN, upstream.awaitEnd());
        }

        @Test
        void whoWaitsInLineIsNotGivenAnothersConnection() {
            Wire one = proxy.client().send(get("/1"));
            Wire upstream = backend.acceptAsked();
            Wire other = proxy.client().send(get("/2"));
            proxy.await(proxy::busy, 2);
            answer(upstream, one);
            Wire next = backend.accept();

            assertEquals(line(other, proxy), next.readThrough("\r\n"));
            assertTrue(next.readHead().startsWith("GET /2 "));
            answer(next, other);
            assertEquals(Wire.End.FIN, upstream.awaitEnd());
        }
    }

    @Nested
    class BehindABalancerOfConnections {
        private static final String HEADER = "PROXY TCP6 2001:db8::7 2001:db8::1 4711 443\r\n";
        private static final String PASSED_ON = "\r\n\r\n\0\r\nQUIT\n\41\41\0\44"
                + "\40\1\r\270\0\0\0\0\0\0\0\0\0\0\0\7" + "\40\1\r\270\0\0\0\0\0\0\0\0\0\0\0\1" + "\22\147\1\273";

        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, this::settings);

        private void settings(Settings settings) {
            settings.connections = introducing(ProxyHeaderVersion.V2);
            settings.preamble = HEADER;
            settings.identity = new IdentityRules(
                    RemoteIpRules.none(), new ProxyProtocolRules(true, List.of()), ForwardedFields.usual());
        }

        @Test
        void bothEndsThatItToldArePassedOn() {
            Wire client = proxy.client().send(HEADER + get("/1"));
            Wire upstream = backend.accept();
            assertEquals(PASSED_ON, upstream.readExactly(PASSED_ON.length()));
            assertTrue(upstream.readHead().startsWith("GET /1 "));
            answer(upstream, client);
        }
    }
}
