package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.ok;
import static org.whippletree.proxy.wire.Http.post;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ConnectionRules;
import org.whippletree.config.FlushRules;
import org.whippletree.config.KeepRules;
import org.whippletree.config.ProxyHeaderVersion;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** Which connections to a backend are kept, and for how long. */
class KeptConnectionsIT {
    @Nested
    class ByWhatTheBackendSays {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend);

        private Wire answered(String fields) {
            Wire client = proxy.client().send(get("/"));
            Wire upstream = backend.acceptAsked();
            upstream.send(ok("Content-Length: 2", fields) + "ok");
            Answer answer = client.readAnswer();
            assertEquals("ok", answer.body());
            assertEquals("", answer.field("Keep-Alive"));
            return upstream;
        }

        @Test
        void oneIsClosedBeforeTheBackendsTimeIsOver() {
            long beganNanos = System.nanoTime();
            Wire upstream = answered("Keep-Alive: timeout=1");

            assertEquals(Wire.End.FIN, upstream.awaitEnd());
            long millis = Duration.ofNanos(System.nanoTime() - beganNanos).toMillis();
            assertTrue(millis >= 500, "closed after " + millis + " ms");
        }

        @Test
        void oneIsClosedAtOnceBehindItsLastAnswer() {
            assertEquals(Wire.End.FIN, answered("Keep-Alive: max=0").awaitEnd());
        }

        @Test
        void aPostStaysClearOfTheTimeAfterWhichTheBackendClosesConnections() {
            Wire client = proxy.client().send(get("/1"));
            Wire shortLived = backend.acceptAsked();
            answer(shortLived, client);
            Await.passing(600);
            shortLived.shutdownOutput();
            shortLived.awaitEnd();

            client.send(get("/2"));
            Wire kept = backend.acceptAsked();
            answer(kept, client);
            client.send(post("/3", 5) + "hello");
            kept.readThrough("hello");
            answer(kept, client);
            Await.passing(500);
            client.send(post("/4", 5) + "hello");
            Wire fresh = backend.accept();
            fresh.readThrough("hello");
            answer(fresh, client);
            client.send(get("/5"));
            fresh.readHead();
            answer(fresh, client);
            assertTrue(!kept.record().contains("/4"));
        }
    }

    @Nested
    class WithReuseDisabled {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend,
                settings -> settings.connections = new ConnectionRules(
                        Integer.MAX_VALUE, Duration.ZERO, false, Duration.ZERO, Duration.ZERO, true, 8192, 65_536));

        @Test
        void eachExchangeHasAConnectionOfItsOwn() {
            Wire client = proxy.client();
            for (int i = 0; i < 2; i++) {
                client.send(get("/" + i));
                Wire upstream = backend.accept();
                assertEquals("close", fieldOf(upstream.readHead(), "Connection"));
                answer(upstream, client);
                assertEquals(Wire.End.FIN, upstream.awaitEnd());
            }
        }
    }

    /** The answer comes through. */
    private static void answer(Wire upstream, Wire client) {
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    private static ConnectionRules keeping(KeepRules keep) {
        return new ConnectionRules(
                keep,
                Duration.ZERO,
                true,
                Duration.ZERO,
                Duration.ZERO,
                false,
                8192,
                0,
                ProxyHeaderVersion.NONE,
                FlushRules.AT_ONCE);
    }

    @Nested
    class WithMin {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
            settings.backendIdleTimeout = Duration.ofMillis(300);
            settings.connections = keeping(new KeepRules(1, Integer.MAX_VALUE, Duration.ZERO, 0));
        });

        private Wire one;
        private Wire two;

        /** Two clients whose requests are at the backend at the same time, each on its own connection. */
        private void atWork() {
            one = proxy.client().send(get("/1"));
            two = proxy.client().send(get("/2"));
        }

        private void answer(Wire upstream, Wire client, String fields) {
            upstream.send(ok("Content-Length: 2", fields) + "ok");
            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        void theLastOneOutlivesItsTtl() {
            atWork();
            Wire first = backend.acceptAsked();
            Wire second = backend.acceptAsked();
            Wire clientOfFirst = first.record().contains("/1 ") ? one : two;
            answer(first, clientOfFirst, "X: 1");
            answer(second, clientOfFirst == one ? two : one, "X: 2");
            assertEquals(Wire.End.FIN, first.awaitEnd());
            Await.passing(600);
            assertTrue(!second.ended());
            one.send(get("/3"));

            second.readHead();
            answer(second, one, "X: 3");
            assertEquals(2, backend.connections());
        }

        @Test
        void oneWhoseTtlIsOverMakesWayForTheNext() {
            one = proxy.client().send(get("/1"));
            Wire old = backend.acceptAsked();
            answer(old, one, "X: 1");
            Await.passing(600);
            two = proxy.client();
            one.send(get("/2"));
            old.readHead();
            two.send(get("/3"));
            Wire other = backend.acceptAsked();
            answer(old, one, "X: 2");
            Await.passing(600);
            assertTrue(!old.ended());
            answer(other, two, "X: 3");

            assertEquals(Wire.End.FIN, old.awaitEnd());
            assertTrue(!other.ended());
        }

        @Test
        void theTimeThatTheBackendNamesCountsAllTheSame() {
            one = proxy.client().send(get("/1"));
            Wire upstream = backend.acceptAsked();
            answer(upstream, one, "Keep-Alive: timeout=1");

            assertEquals(Wire.End.FIN, upstream.awaitEnd());
        }

        @Test
        void soDoesTheBackendsFin() {
            one = proxy.client().send(get("/1"));
            Wire upstream = backend.acceptAsked();
            answer(upstream, one, "X: 1");
            upstream.shutdownOutput();

            assertEquals(Wire.End.FIN, upstream.awaitEnd());
        }
    }

    @Nested
    class WithMinAboveSmax {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend, settings -> settings.connections = keeping(new KeepRules(1, 0, Duration.ZERO, 0)));

        @Test
        void asManyAsMinAreKept() {
            Wire client = proxy.client();
            client.send(get("/1"));
            Wire upstream = backend.acceptAsked();
            for (int i = 2; i <= 3; i++) {
                answer(upstream, client);
                client.send(get("/" + i));
                upstream.readHead();
            }
            answer(upstream, client);
            assertEquals(1, backend.connections());
        }
    }

    @Nested
    class WithMaxrequests {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend, settings -> settings.connections = keeping(new KeepRules(0, 100, Duration.ZERO, 1)));

        @Test
        void aConnectionIsClosedBehindItsLastAnswer() {
            Wire client = proxy.client();
            for (int i = 0; i < 2; i++) {
                client.send(get("/" + i));
                Wire upstream = backend.acceptAsked();
                answer(upstream, client);
                assertEquals(Wire.End.FIN, upstream.awaitEnd());
            }
        }
    }

    @Nested
    class WithMaxage {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend, settings -> settings.connections = keeping(new KeepRules(0, 100, Duration.ofMillis(400), 0)));

        @Test
        void anOldConnectionIsClosedInsteadOfBeingUsed() {
            Wire client = proxy.client().send(get("/1"));
            Wire old = backend.acceptAsked();
            answer(old, client);
            Await.passing(400);
            client.send(get("/2"));

            backend.acceptAsked().send(OK);
            assertEquals("ok", client.readAnswer().body());
            assertEquals(Wire.End.FIN, old.awaitEnd());
        }
    }

    @Nested
    class BeyondSmax {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend,
                settings -> settings.connections =
                        new ConnectionRules(1, Duration.ZERO, true, Duration.ZERO, Duration.ZERO, false, 300, 0));

        @Test
        void oneIsClosedAtOnce() {
            Wire one = proxy.client().send(get("/1"));
            Wire first = backend.acceptAsked();
            Wire two = proxy.client().send(get("/2"));
            Wire second = backend.acceptAsked();
            first.send(OK);
            one.readAnswer();
            second.send(OK);
            two.readAnswer();

            assertEquals(Wire.End.FIN, second.awaitEnd());
            assertTrue(!first.ended());
        }

        @Test
        void aFieldOfResponsefieldsizePasses() {
            Wire client = proxy.client().send(get("/1"));
            backend.acceptAsked().send(ok("X: " + "a".repeat(250), "Content-Length: 0"));

            assertEquals("a".repeat(250), client.readAnswer().field("X"));
        }

        @Test
        void aFieldLongerThanResponsefieldsizeIsBadGateway() {
            Wire client = proxy.client().send(get("/1"));
            backend.acceptAsked().send(ok("X: " + "a".repeat(298), "Content-Length: 0"));

            assertEquals(502, client.readAnswer().status());
        }
    }
}
