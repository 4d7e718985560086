package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.ok;
import static org.whippletree.proxy.wire.Http.post;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.Http;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Connections kept on both sides, and what may never pass from one exchange to the next (RFC 9112, 9). */
@DisplayName("Connections kept on both sides (RFC 9112, 9)")
class ReuseIT {
    /** What is read at once from a connection that has not been read before. */
    private static final int FIRST_READ = 2048;

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> settings.maxKeepAliveRequests = 4);

    private Wire upstream;

    /** A first exchange whose connections are kept on both sides. */
    private Wire kept() {
        Wire client = proxy.client().send(get("/first"));
        upstream = backend.acceptAsked();
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        return client;
    }

    /** The client asks again, and gets its own answer over a connection that nobody used before. */
    private void assertServedAfresh(Wire client) {
        client.send(get("/again"));
        Wire fresh = backend.acceptAsked();
        fresh.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    private static String tagged(String tag) {
        return ok("Content-Length: " + tag.length()) + tag;
    }

    @Test
    void requestsInARowShareOneConnection() {
        Wire client = kept();
        client.send(get("/second"));
        upstream.readHead();
        upstream.send(OK);
        client.readAnswer();
        Wire other = proxy.client().send(get("/third"));
        upstream.readHead();
        upstream.send(OK);

        assertEquals("ok", other.readAnswer().body());
        assertEquals(1, backend.connections());
    }

    @Test
    void theLastOfMaxKeepAliveRequestsSaysSo() {
        Wire client = kept();
        for (int i = 2; i <= 4; i++) {
            client.send(get("/" + i));
            upstream.readHead();
            upstream.send(OK);
            assertEquals(i == 4 ? "close" : "", client.readAnswer().field("Connection"));
        }
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    @DisplayName("RFC 9112, 9.3.2: pipelined requests are answered in order")
    void pipelinedRequestsAreAnsweredInOrder() {
        Wire client = proxy.client().send(get("/1") + post("/2", 3) + "abc" + get("/3"));
        upstream = backend.accept();
        for (int i = 1; i <= 3; i++) {
            assertTrue(upstream.readHead().contains(" /" + i + " "));
            if (i == 2) {
                assertEquals("abc", upstream.readExactly(3));
            }
            assertEquals("", upstream.unread());
            upstream.send(tagged("answer" + i));
        }

        for (int i = 1; i <= 3; i++) {
            assertEquals("answer" + i, client.readAnswer().body());
        }
    }

    @Test
    void requestsBehindAnUpgradeThatNobodyTookUpAreAnsweredInOrder() {
        Wire client = proxy.client()
                .send(head("GET /1 HTTP/1.1", "Host: h", "Connection: Upgrade", "Upgrade: h2c")
                        + get("/2")
                        + get("/3"));
        upstream = backend.accept();
        for (int i = 1; i <= 3; i++) {
            assertTrue(upstream.readHead().contains(" /" + i + " "));
            upstream.send(tagged("answer" + i));
        }

        for (int i = 1; i <= 3; i++) {
            assertEquals("answer" + i, client.readAnswer().body());
        }
    }

    @Test
    @DisplayName("RFC 9112, 9.6: nothing behind a close is served")
    void nothingBehindACloseIsServed() {
        Wire client = proxy.client().send(head("GET /1 HTTP/1.1", "Host: h", "Connection: close") + get("/2"));
        upstream = backend.acceptAsked();
        upstream.send(OK);

        assertEquals("close", client.readAnswer().field("Connection"));
        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertEquals("", client.unread());
        assertFalse(backend.record().contains("/2"));
    }

    @Test
    void pipelinedRequestsBeforeAFinAreAllAnswered() {
        Wire client = proxy.client().send(get("/1") + get("/2")).shutdownOutput();
        upstream = backend.acceptAsked();
        upstream.send(tagged("one"));
        upstream.readHead();
        upstream.send(tagged("two"));

        assertEquals("one", client.readAnswer().body());
        assertEquals("two", client.readAnswer().body());
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    @DisplayName("RFC 9112, 9.5: a kept connection that ends costs no GET")
    void aKeptConnectionThatEndsCostsNoGet() {
        Wire client = kept();
        upstream.close();
        client.send(get("/again"));

        Wire fresh = backend.accept();
        assertTrue(fresh.readHead().startsWith("GET /again "));
        fresh.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    @DisplayName("RFC 9112, 9.5: a kept connection that ends costs no POST")
    void aKeptConnectionThatEndsCostsNoPost() {
        Wire client = kept();
        upstream.close();
        client.send(post("/again", 5) + "hello");

        Wire fresh = backend.accept();
        assertTrue(fresh.readHead().startsWith("POST /again "));
        assertEquals("hello", fresh.readExactly(5));
        fresh.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @DisplayName("RFC 9112, 9.5: a FIN that the loop has not read yet costs no request")
    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void aFinThatTheLoopHasNotReadCostsNoRequest(String method) {
        Wire client = kept();
        proxy.onLoop(() -> {
            // While the loop stands still both come; which of them it reads first is the kernel's affair, and either
            // must do.
            client.send(head(method + " /again HTTP/1.1", "Host: h", "Content-Length: 5") + "hello");
            client.awaitUnreadByPeer();
            // Not a close: that sends its FIN only when the thread that reads has noticed it.
            upstream.shutdownOutput();
            return true;
        });
        Wire fresh = backend.accept();
        fresh.readThrough("hello");
        fresh.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void aGetLostOnAKeptConnectionIsSentOnceMore() {
        Wire client = kept();
        client.send(get("/again"));
        upstream.readHead();
        upstream.close();

        Wire fresh = backend.accept();
        assertTrue(fresh.readHead().startsWith("GET /again "));
        fresh.close();
        assertEquals(502, client.readAnswer().status());
        assertEquals(2, backend.connections());
    }

    @Test
    @DisplayName("RFC 9110, 9.2.2: a POST is sent once, on a kept connection")
    void aPostLostOnAKeptConnectionIsNotSentAgain() {
        Wire client = kept();
        client.send(post("/once", 5) + "hello");
        upstream.readThrough("hello");
        upstream.close();

        assertEquals(502, client.readAnswer().status());
        assertEquals(1, backend.record().split("POST /once", -1).length - 1);
    }

    @DisplayName("RFC 9110, 9.2.2: a POST of which nothing could be sent on a kept connection goes out on a new one")
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 16_000})
    void aPostOfWhichNothingWasSentGoesOutOnANewConnection(int length) {
        Wire client = kept();
        proxy.endOutputTo(backend.port());
        String body = "x".repeat(length);
        client.send(post("/once", length) + body);

        Wire fresh = backend.accept();
        assertTrue(fresh.readHead().startsWith("POST /once "));
        assertEquals(body, fresh.readExactly(length));
        fresh.send(OK);
        assertEquals("ok", client.readAnswer().body());
        assertEquals(1, backend.record().split("POST /once", -1).length - 1);
    }

    @Test
    @DisplayName("RFC 9110, 9.2.2: a GET is sent once on a fresh connection")
    void aGetLostOnAFreshConnectionIsNotSentAgain() {
        Wire client = proxy.client().send(get("/once"));
        upstream = backend.acceptAsked();
        upstream.close();

        assertEquals(502, client.readAnswer().status());
        assertEquals(1, backend.connections());
    }

    @Test
    void bytesOfAnIdleConnectionAnswerNobody() {
        Wire client = kept();
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        assertTrue(upstream.awaitEnd() != null);

        assertServedAfresh(client);
    }

    @DisplayName(
            "RFC 9112, 9.2: what comes before a request is sent answers nobody, though the loop has not read it yet")
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void whatComesBeforeARequestAnswersNobody(String method) {
        Wire client = kept();
        proxy.onLoop(() -> {
            client.send(head(method + " /again HTTP/1.1", "Host: h", "Content-Length: 0"));
            client.awaitUnreadByPeer();
            upstream.send(tagged("evil"));
            return true;
        });
        backend.acceptAsked().send(OK);

        assertEquals("ok", client.readAnswer().body());
        assertTrue(upstream.awaitEnd() != null);
    }

    @Test
    @DisplayName("RFC 9112, 9.2: a second answer behind one that fills a whole read is not the next request's")
    void aSecondAnswerInTheNextReadAnswersNobody() {
        Wire client = proxy.client().send(get("/first") + get("/second"));
        upstream = backend.acceptAsked();
        String fields = ok("Content-Length: 1900", "X: ");
        String first = ok("Content-Length: 1900", "X: " + "x".repeat(FIRST_READ - 1900 - fields.length()));
        proxy.onLoop(() -> upstream.send(first + "x".repeat(1900) + tagged("evil")));
        assertEquals(1900, client.readAnswer().body().length());
        backend.acceptAsked().send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void partOfAHeadOnAnIdleConnectionAnswersNobody() {
        Wire client = kept();
        upstream.send("HTTP/1.1 404 Not");
        assertTrue(upstream.awaitEnd() != null);
        client.send(get("/again"));
        backend.accept().send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void bytesBehindAnAnswerAnswerNobody() {
        Wire client = proxy.client().send(get("/first"));
        upstream = backend.acceptAsked();
        upstream.send(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        assertEquals("ok", client.readAnswer().body());

        assertServedAfresh(client);
    }

    @Test
    void aBodyBehindAHeadAnswerAnswersNobody() {
        Wire client = proxy.client().send(head("HEAD / HTTP/1.1", "Host: h"));
        upstream = backend.acceptAsked();
        upstream.send(ok("Content-Length: 4") + "evil");
        assertEquals(200, client.readHeadOnlyAnswer().status());

        assertServedAfresh(client);
    }

    @Test
    void aSecondAnswerInPartAnswersNobody() {
        Wire client = proxy.client().send(get("/first"));
        upstream = backend.acceptAsked();
        upstream.send(OK + "HT");
        assertEquals("ok", client.readAnswer().body());
        assertTrue(upstream.awaitEnd() != null);

        Answer next = answerOf(client);
        assertEquals("ok", next.body());
    }

    private Answer answerOf(Wire client) {
        client.send(get("/again"));
        Wire fresh = backend.acceptAsked();
        fresh.send(Http.OK);
        return client.readAnswer();
    }
}
