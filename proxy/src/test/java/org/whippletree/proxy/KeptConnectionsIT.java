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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ConnectionRules;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Await;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.LeakWatch;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Which connections to a backend are kept, and for how long. */
class KeptConnectionsIT {
    @Nested
    @ExtendWith(LeakWatch.class)
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
            pass(Duration.ofMillis(600));
            shortLived.shutdownOutput();
            shortLived.awaitEnd();

            client.send(get("/2"));
            Wire kept = backend.acceptAsked();
            answer(kept, client);
            client.send(post("/3", 5) + "hello");
            kept.readThrough("hello");
            answer(kept, client);
            pass(Duration.ofMillis(500));
            client.send(post("/4", 5) + "hello");
            Wire fresh = backend.accept();
            fresh.readThrough("hello");
            answer(fresh, client);
            client.send(get("/5"));
            fresh.readHead();
            answer(fresh, client);
            assertTrue(!kept.record().contains("/4"));
        }

        private void answer(Wire upstream, Wire client) {
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }

        private void pass(Duration time) {
            long beganNanos = System.nanoTime();
            Await.until(time::toString, () -> System.nanoTime() - beganNanos > time.toNanos());
        }
    }

    @Nested
    @ExtendWith(LeakWatch.class)
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
                upstream.send(OK);
                assertEquals("ok", client.readAnswer().body());
                assertEquals(Wire.End.FIN, upstream.awaitEnd());
            }
        }
    }

    @Nested
    @ExtendWith(LeakWatch.class)
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
        void aFieldLongerThanResponsefieldsizeIsBadGateway() {
            Wire client = proxy.client().send(get("/1"));
            backend.acceptAsked().send(ok("X: " + "a".repeat(298), "Content-Length: 0"));

            assertEquals(502, client.readAnswer().status());
        }
    }
}
