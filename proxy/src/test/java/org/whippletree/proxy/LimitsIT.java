package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.post;
import static org.whippletree.proxy.wire.Http.postChunked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ClientCounts;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RequestLimits;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** What a client may ask of the server, each limit with its status (RFC 9110, 15.5; RFC 6585, 5). */
class LimitsIT {
    private static final ReadTime ANY_TIME = new ReadTime(Duration.ZERO, Duration.ZERO, 0);

    private static String fields(int count) {
        StringBuilder fields = new StringBuilder("Host: h");
        for (int i = 1; i < count; i++) {
            fields.append("\r\nX").append(i).append(": y");
        }
        return fields.toString();
    }

    @Nested
    class OfSize {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend, settings -> settings.request = new RequestLimits(100, 10, 20, ANY_TIME, ANY_TIME));

        private void assertRefused(int status, String bytes) {
            Wire client = proxy.client().send(bytes);

            assertEquals(status, client.readAnswer().status());
            assertEquals(Wire.End.FIN, client.awaitEnd());
            assertEquals(0, backend.connections());
        }

        @Test
        void aFieldTooLongIs431() {
            assertRefused(431, head("GET / HTTP/1.1", "Host: h", "X: " + "a".repeat(98)));
        }

        @Test
        void oneFieldTooManyIs431() {
            assertRefused(431, head("GET / HTTP/1.1", fields(11)));
        }

        @Test
        void aRequestLineTooLongIs414() {
            assertRefused(414, get("/" + "a".repeat(8_200)));
        }

        @Test
        void aBodyAnnouncedTooLongIs413() {
            assertRefused(413, post("/", 21));
        }

        @Test
        void whatIsJustWithinTheLimitsIsServed() {
            Wire client = proxy.client()
                    .send(head("POST / HTTP/1.1", "Content-Length: 20", "Y: " + "a".repeat(97), fields(8))
                            + "a".repeat(20));
            Wire upstream = backend.accept();
            upstream.readThrough("a".repeat(20));
            upstream.send(OK);

            assertEquals("ok", client.readAnswer().body());
        }

        @DisplayName("RFC 9110, 15.5.14: a chunked body that grows too long is 413, and its backend sees no end")
        @Test
        void aChunkedBodyThatGrowsTooLongIs413AndItsBackendSeesNoEnd() {
            Wire client = proxy.client().send(postChunked("/") + "f\r\n" + "a".repeat(15) + "\r\n");
            Wire upstream = backend.accept();
            upstream.readThrough("a".repeat(15));
            client.send("6\r\n" + "b".repeat(6) + "\r\n0\r\n\r\n");

            assertEquals(413, client.readAnswer().status());
            assertTrue(upstream.awaitEnd() != null);
            assertFalse(upstream.record().contains("b") && upstream.record().endsWith("0\r\n\r\n"));
        }

        @Test
        void anErrorIsAnObjectForWhoWantsJson() {
            Wire client = proxy.client()
                    .send(head("POST / HTTP/1.1", "Host: h", "Accept: application/json", "Content-Length: 21"));
            Answer answer = client.readAnswer();

            assertEquals("application/json", answer.field("Content-Type"));
            assertTrue(answer.body().startsWith("{\"status\":413,"), answer.body());
        }

        @Test
        void twoHundredClientsThatBreakThemAtOnceAreNoMatterToAGoodOne() {
            Wire good = proxy.client().send(get("/1"));
            Wire upstream = backend.acceptAsked();
            List<Wire> bad = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                bad.add(proxy.client());
            }
            for (int i = 0; i < 200; i++) {
                bad.get(i)
                        .send(
                                switch (i % 3) {
                                    case 0 -> get("/" + "a".repeat(8_200));
                                    case 1 -> head("GET / HTTP/1.1", fields(11));
                                    default -> post("/", 21);
                                });
            }
            upstream.send(OK);
            assertEquals("ok", good.readAnswer().body());
            good.send(get("/2"));
            upstream.readHead();
            upstream.send(OK);
            assertEquals("ok", good.readAnswer().body());

            for (int i = 0; i < 200; i++) {
                assertEquals(
                        List.of(414, 431, 413).get(i % 3),
                        bad.get(i).readAnswer().status());
            }
            assertEquals(1, backend.connections());
        }
    }

    @Nested
    class OfTime {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend,
                settings -> settings.request = new RequestLimits(
                        8190,
                        100,
                        0,
                        new ReadTime(Duration.ofMillis(400), Duration.ZERO, 0),
                        new ReadTime(Duration.ofMillis(400), Duration.ZERO, 0)));

        @DisplayName("RFC 9110, 15.5.9: a head that does not come to its end is 408")
        @Test
        void aHeadThatDoesNotComeToItsEndIs408() {
            Wire client = proxy.client().send("GET / HTTP/1.1\r\n");

            assertEquals(408, client.readAnswer().status());
            assertEquals(Wire.End.FIN, client.awaitEnd());
        }

        @Test
        void whoSaysNothingIsClosedWithoutAWord() {
            Wire client = proxy.client();

            assertEquals(Wire.End.FIN, client.awaitEnd());
            assertEquals("", client.record());
        }

        @Test
        void theHeadOfALaterRequestHasItsOwnTime() {
            Wire client = proxy.client().send(get("/1"));
            backend.acceptAsked().send(OK);
            client.readAnswer();
            client.send("GET /2 HT");

            assertEquals(408, client.readAnswer().status());
        }

        @DisplayName("RFC 9110, 15.5.9: a body that does not come to its end is 408")
        @Test
        void aBodyThatDoesNotComeToItsEndIs408() {
            Wire client = proxy.client().send(post("/", 10) + "hello");
            Wire upstream = backend.accept();
            upstream.readThrough("hello");

            assertEquals(408, client.readAnswer().status());
            assertTrue(upstream.awaitEnd() != null);
        }

        @Test
        void aBackendThatTakesItsTimeIsNoMatterToTheClient() {
            Wire client = proxy.client().send(post("/", 5) + "hello");
            Wire upstream = backend.accept();
            upstream.readThrough("hello");
            // Whoever says nothing is closed after the same time: it is over.
            assertEquals(Wire.End.FIN, proxy.client().awaitEnd());
            upstream.send(OK);

            assertEquals("ok", client.readAnswer().body());
        }
    }

    @Nested
    class OfNumber {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, settings -> settings.counts = new ClientCounts(3, 0));

        @Test
        void clientsBeyondItAreToldToComeBackLater() {
            Wire good = proxy.client().send(get("/1"));
            Wire upstream = backend.acceptAsked();
            Wire other = proxy.client();
            List<Wire> beyond = new ArrayList<>();
            proxy.await(proxy::clients, 2);
            Wire third = proxy.client();
            proxy.await(proxy::clients, 3);
            for (int i = 0; i < 200; i++) {
                beyond.add(proxy.client());
            }
            for (Wire client : beyond) {
                Answer answer = client.readAnswer();
                assertEquals(503, answer.status());
                assertEquals("1", answer.field("Retry-After"));
                assertEquals(Wire.End.FIN, client.awaitEnd());
            }
            upstream.send(OK);
            assertEquals("ok", good.readAnswer().body());
            beyond.forEach(Wire::close);
            other.close();
            third.close();
            proxy.await(proxy::clients, 1);
        }
    }
}
