package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.ok;
import static org.whippletree.proxy.wire.Http.post;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Backends that do not answer, or not with an answer (RFC 9110, 15.6). */
@DisplayName("Backends that do not answer, or not with an answer (RFC 9110, 15.6)")
class FailuresIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> settings.backendTimeout = Duration.ofMillis(400));

    static Stream<String> noAnswers() {
        return Stream.of(
                "garbage\r\n\r\n",
                "SSH-2.0-OpenSSH_9.0\r\n",
                head("HTTP/1.1 abc OK"),
                head("HTTP/1.1 99 Low"),
                head("HTTP/1.1 600 High"),
                head("HTTP/2.0 200 OK"),
                head("HTTP/1.1"),
                ok("Content-Length: 5", "Content-Length: 6") + "hello",
                ok("Content-Length: 5, 6") + "hello",
                ok("Content-Length: 5x") + "hello",
                ok("Content-Length: -1") + "hello",
                ok("Content-Length: 18446744073709551621") + "hello",
                ok("Transfer-Encoding: xchunked") + "hello",
                ok("Transfer-Encoding: chunked, xchunked") + "0\r\n\r\n",
                ok("nocolon"),
                ok("X: a\u0000b", "Content-Length: 0"),
                ok("X: a\rb", "Content-Length: 0"),
                ok("X: " + "a".repeat(40_000), "Content-Length: 0"),
                "HTTP/1.1 200 " + "a".repeat(40_000));
    }

    @DisplayName("RFC 9110, 15.6.3: what is no answer is a bad gateway")
    @ParameterizedTest
    @MethodSource("noAnswers")
    void whatIsNoAnswerIsBadGateway(String bytes) {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(bytes);
        Answer answer = client.readAnswer();

        assertEquals(502, answer.status());
        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertTrue(upstream.awaitEnd() != null);
        assertEquals(1, proxy.errors());
    }

    @DisplayName("RFC 9110, 9.2.2 and 15.6.3: an end before the answer is a bad gateway, and the request is sent once")
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nX: y\r\n"})
    void anEndBeforeTheAnswerIsBadGatewayAndSentOnce(String part) {
        Wire client = proxy.client().send(post("/once", 5) + "hello");
        Wire upstream = backend.accept();
        upstream.readThrough("hello");
        upstream.send(part);
        upstream.close();

        assertEquals(502, client.readAnswer().status());
        assertEquals(1, backend.record().split("POST /once", -1).length - 1);
    }

    @DisplayName("RFC 9110, 15.6.3: a reset before the answer is a bad gateway")
    @Test
    void aResetBeforeTheAnswerIsBadGateway() {
        Wire client = proxy.client().send(post("/once", 5) + "hello");
        Wire upstream = backend.accept();
        upstream.readThrough("hello");
        upstream.reset();

        assertEquals(502, client.readAnswer().status());
    }

    @Test
    void anErrorPageNamesNoBackend() {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send("garbage\r\n\r\n");

        String page = client.readAnswer().body();

        assertTrue(page.contains("cannot be passed on"), page);
        assertFalse(page.contains("127.0.0.1") || page.contains(String.valueOf(backend.port())), page);
    }

    @Test
    @DisplayName("RFC 9110, 15.6.5: a silent backend is a gateway timeout")
    void aSilentBackendIsGatewayTimeout() {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();

        assertEquals(504, client.readAnswer().status());
        assertTrue(upstream.awaitEnd() != null);
    }

    @Test
    @DisplayName("RFC 9112, 8: a backend that stops half-way is cut in time")
    void aBackendThatStopsHalfWayIsCutInTime() {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(ok("Content-Length: 10") + "hello");

        client.readThrough("hello");
        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertEquals("", client.unread());
        assertTrue(upstream.awaitEnd() != null);
    }

    @Test
    void aSlowClientIsNoFaultOfTheBackend() {
        Wire client = proxy.client().send(post("/", 10) + "hello");
        Wire upstream = backend.accept();
        upstream.readThrough("hello");
        // This one began later and has timed out: the other one's timeout, if it ran, is over.
        Wire silent = proxy.client().send(get("/silent"));
        backend.accept().readHead();
        assertEquals(504, silent.readAnswer().status());
        client.send("world");
        upstream.readThrough("world");
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @DisplayName("RFC 9110, 15.6.4: a backend that cannot be reached is 503")
    @Test
    void anUnreachableBackendIsServiceUnavailable() {
        backend.refuseConnections();
        Answer answer = proxy.client().send(get("/")).readAnswer();

        assertEquals(503, answer.status());
        assertEquals("1", answer.field("Retry-After"));
        assertEquals(503, proxy.client().send(get("/")).readAnswer().status());
    }
}
