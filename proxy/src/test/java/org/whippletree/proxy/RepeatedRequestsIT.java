package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.post;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** What is sent once more when a kept connection is lost, and what is never put at that risk (RFC 9110, 9.2.2). */
@DisplayName("Requests that are repeated (RFC 9110, 9.2.2)")
class RepeatedRequestsIT {
    private static final int MOST_COPIED = 1 << 14;

    private static String put(String path, int length) {
        return withBody("PUT", path, length);
    }

    private static String withBody(String method, String path, int length) {
        return head(method + " " + path + " HTTP/1.1", "Host: h", "Content-Length: " + length);
    }

    private static int count(Backend backend, String line) {
        return backend.record().split(line, -1).length - 1;
    }

    @Nested
    class OnAKeptConnection {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend);

        private Wire upstream;

        private Wire kept() {
            Wire client = proxy.client().send(get("/first"));
            upstream = backend.acceptAsked();
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
            return client;
        }

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "GET"})
        void anIdempotentOneThatIsLostIsSentOnceMoreWithItsBody(String method) {
            Wire client = kept();
            client.send(withBody(method, "/again", 5) + "hello");
            upstream.readThrough("hello");
            upstream.close();

            Wire fresh = backend.accept();
            assertTrue(fresh.readHead().startsWith(method + " /again "));
            assertEquals("hello", fresh.readExactly(5));
            fresh.send(OK);
            assertEquals("ok", client.readAnswer().body());
            assertEquals(2, count(backend, method + " /again"));
            assertEquals(2, backend.connections());
        }

        @Test
        void itIsNotSentAThirdTime() {
            Wire client = kept();
            client.send(put("/again", 5) + "hello");
            upstream.readThrough("hello");
            upstream.close();
            Wire fresh = backend.accept();
            fresh.readThrough("hello");
            fresh.close();

            assertEquals(502, client.readAnswer().status());
            assertEquals(2, count(backend, "PUT /again"));
        }

        @Test
        void itsLongestBodyIsSentAgainWhole() {
            Wire client = kept();
            String body = "0123456789abcdef".repeat(MOST_COPIED / 16);
            client.send(put("/again", MOST_COPIED) + body);
            upstream.readHead();
            assertEquals(body, upstream.readExactly(MOST_COPIED));
            upstream.close();

            Wire fresh = backend.acceptAsked();
            assertEquals(body, fresh.readExactly(MOST_COPIED));
            fresh.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        void theRestOfABodyThatWasInTheMiddleFollowsWhatIsSentAgain() {
            Wire client = kept();
            client.send(put("/again", 10) + "hello");
            upstream.readThrough("hello");
            upstream.close();
            Wire fresh = backend.acceptAsked();
            assertEquals("hello", fresh.readExactly(5));
            client.send("world");

            assertEquals("world", fresh.readExactly(5));
            fresh.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        void aResetCostsItNoMoreThanAFin() {
            Wire client = kept();
            client.send(put("/again", 5) + "hello");
            upstream.readThrough("hello");
            upstream.reset();

            Wire fresh = backend.acceptAsked();
            assertEquals("hello", fresh.readExactly(5));
            fresh.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        void partOfAnAnswerIsAnAnswer() {
            Wire client = kept();
            client.send(put("/again", 5) + "hello");
            upstream.readThrough("hello");
            upstream.send("HTTP/1.1 200 O");
            upstream.close();

            assertEquals(502, client.readAnswer().status());
            assertEquals(1, count(backend, "PUT /again"));
        }

        @Test
        void anInterimAnswerIsOneToo() {
            Wire client = kept();
            client.send(get("/again"));
            upstream.readHead();
            upstream.send(head("HTTP/1.1 103 Early Hints", "Link: </a>"));
            assertTrue(client.readHead().startsWith("HTTP/1.1 103 "));
            upstream.close();

            assertEquals(502, client.readAnswer().status());
            assertEquals(1, count(backend, "GET /again"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"POST", "PATCH"})
        void anotherOneIsLost(String method) {
            Wire client = kept();
            client.send(withBody(method, "/once", 5) + "hello");
            upstream.readThrough("hello");
            upstream.close();

            assertEquals(502, client.readAnswer().status());
            assertEquals(1, count(backend, method + " /once"));
            assertEquals(1, backend.connections());
        }

        @Test
        void anIdempotentOneWithALongerBodyIsNotPutAtRisk() {
            Wire client = kept();
            client.send(put("/long", MOST_COPIED + 1) + "x".repeat(MOST_COPIED + 1));

            Wire fresh = backend.acceptAsked();
            assertEquals(MOST_COPIED + 1, fresh.readExactly(MOST_COPIED + 1).length());
            fresh.send(OK);
            assertEquals("ok", client.readAnswer().body());
            assertFalse(upstream.record().contains("/long"));
        }

        @Test
        void norIsOneWhoseBodyHasNoLengthYet() {
            Wire client = kept();
            client.send(head("PUT /long HTTP/1.1", "Host: h", "Transfer-Encoding: chunked") + "5\r\nhello\r\n");

            Wire fresh = backend.acceptAsked();
            fresh.readThrough("hello");
            client.send("0\r\n\r\n");
            fresh.readThrough("0\r\n\r\n");
            fresh.send(OK);
            assertEquals("ok", client.readAnswer().body());
            assertFalse(upstream.record().contains("/long"));
        }

        @Test
        void theConnectionMadeForItTakesThePlaceOfAKeptOne() {
            Wire client = kept();
            client.send(put("/long", MOST_COPIED + 1) + "x".repeat(MOST_COPIED + 1));
            Wire fresh = backend.acceptAsked();
            fresh.readExactly(MOST_COPIED + 1);
            fresh.send(OK);
            client.readAnswer();

            assertEquals(Wire.End.FIN, upstream.awaitEnd());
            client.send(get("/next"));
            assertTrue(fresh.readHead().startsWith("GET /next "));
            fresh.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }
    }

    @Nested
    class WithAnotherMember {
        private final Backend first = Backend.start();
        private final Backend second = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(first, second);

        private Wire kept(Backend backend, Wire client, String path) {
            client.send(get(path));
            Wire upstream = backend.acceptAsked();
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
            return upstream;
        }

        @Test
        void oneThatIsSentAgainIsNotPutAtRiskASecondTime() {
            Wire client = proxy.client();
            Wire atFirst = kept(first, client, "/1");
            Wire atSecond = kept(second, client, "/2");
            client.send(put("/again", 5) + "hello");
            atFirst.readThrough("hello");
            first.refuseConnections();
            atFirst.close();

            Wire fresh = second.acceptAsked();
            assertEquals("hello", fresh.readExactly(5));
            fresh.send(OK);
            assertEquals("ok", client.readAnswer().body());
            assertFalse(atSecond.record().contains("/again"));
        }
    }

    @Nested
    class WithOneConnection {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, settings -> settings.maxConnections = 1);

        @Test
        void oneThatWaitsInLineAndMayNotBePutAtRiskGetsAFreshOne() {
            Wire one = proxy.client().send(get("/first"));
            Wire upstream = backend.acceptAsked();
            Wire two = proxy.client().send(put("/long", MOST_COPIED + 1) + "x".repeat(MOST_COPIED + 1));
            proxy.await(proxy::busy, 2);
            upstream.send(OK);
            assertEquals("ok", one.readAnswer().body());

            Wire fresh = backend.acceptAsked();
            fresh.readExactly(MOST_COPIED + 1);
            fresh.send(OK);
            assertEquals("ok", two.readAnswer().body());
            assertFalse(upstream.record().contains("/long"));
        }

        @Test
        void trailersOfABodyThatHasComeAreSentAgainToo() {
            Wire one = proxy.client().send(get("/first"));
            Wire upstream = backend.acceptAsked();
            Wire two = proxy.client().send(post("/second", 0));
            proxy.await(proxy::busy, 2);
            Wire three = proxy.client()
                    .send(head("PUT /again HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
                            + "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n");
            proxy.await(proxy::busy, 3);
            upstream.send(OK);
            one.readAnswer();
            upstream.readHead();
            upstream.send(OK);
            two.readAnswer();

            Wire fresh = backend.acceptAsked();
            fresh.readThrough("hello\r\n0\r\nX-Sum: 1\r\n\r\n");
            fresh.send(OK);
            assertEquals("ok", three.readAnswer().body());
        }
    }
}
