package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.postChunked;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.LeakWatch;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Nothing ambiguous reaches a backend: it is refused, and the connection with it (RFC 9112, 2 to 7). */
@ExtendWith(LeakWatch.class)
class RefusalsIT {
    private static final String SMUGGLED = "0\r\n\r\n" + get("/smuggled");

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    private static Arguments post(int status, String body, String... fields) {
        return Arguments.of(status, head("POST / HTTP/1.1", "Host: h", String.join("\r\n", fields)) + body);
    }

    private static Arguments line(int status, String line) {
        return Arguments.of(status, head(line, "Host: h"));
    }

    static Stream<Arguments> framing() {
        return Stream.of(
                post(400, SMUGGLED, "Content-Length: 5", "Transfer-Encoding: chunked"),
                post(400, SMUGGLED, "Transfer-Encoding: chunked", "Content-Length: 5"),
                post(400, "hello", "Content-Length: 5", "Content-Length: 6"),
                post(400, "hello", "Content-Length: 5, 6"),
                post(400, "hello", "Content-Length: +5"),
                post(400, "hello", "Content-Length: -5"),
                post(400, "hello", "Content-Length: 0x5"),
                post(400, "hello", "Content-Length: 5 5"),
                post(400, "hello", "Content-Length: 5abc"),
                post(400, "hello", "Content-Length:"),
                post(400, "hello", "Content-Length: 18446744073709551621"),
                post(501, SMUGGLED, "Transfer-Encoding: xchunked"),
                post(501, SMUGGLED, "Transfer-Encoding: chunked, identity"),
                post(501, SMUGGLED, "Transfer-Encoding: chunked, xchunked"),
                post(501, SMUGGLED, "Transfer-Encoding: chunked", "Transfer-Encoding: xchunked"),
                post(501, SMUGGLED, "Transfer-Encoding: gzip, chunked"),
                post(501, SMUGGLED, "Transfer-Encoding: chunked;q=1"),
                post(501, SMUGGLED, "Transfer-Encoding:"),
                post(400, SMUGGLED, "Transfer-Encoding : chunked"),
                post(400, SMUGGLED, "Transfer-Encoding: chunked\u0000"),
                post(400, SMUGGLED, "Transfer-Encoding:\u000bchunked"),
                post(400, SMUGGLED, "X: a\nTransfer-Encoding: chunked"),
                post(400, SMUGGLED, "X: a\rTransfer-Encoding: chunked"),
                post(400, SMUGGLED, "X: a", " Transfer-Encoding: chunked"),
                post(400, SMUGGLED, " Transfer-Encoding: chunked"),
                post(400, "", "X Foo: a"),
                post(400, "", "X[0]: a"),
                post(400, "", "nocolon"),
                post(400, "", ": empty"),
                post(417, "", "Expect: tea"),
                Arguments.of(
                        400,
                        head("POST / HTTP/1.0", "Connection: keep-alive", "Transfer-Encoding: chunked") + SMUGGLED));
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                line(405, "CONNECT host:80 HTTP/1.1"),
                line(405, "TRACE / HTTP/1.1"),
                line(505, "GET / HTTP/2.0"),
                line(505, "PRI * HTTP/2.0"),
                line(505, "GET / HTTP/1.9"),
                line(400, "GET / HTTP/1.1x"),
                line(400, "GE(T / HTTP/1.1"),
                line(400, "GET foo HTTP/1.1"),
                line(400, "GET host:80 HTTP/1.1"),
                line(400, "GET * HTTP/1.1"),
                line(400, "GET /a#b HTTP/1.1"),
                line(400, "GET /a\u0000 HTTP/1.1"),
                line(400, "GET /.. HTTP/1.1"),
                line(400, "GET http://u@h/ HTTP/1.1"),
                line(400, "GET /x"),
                line(400, "\u0000\u0001GET / HTTP/1.1"),
                line(414, "GET /" + "a".repeat(9_000) + " HTTP/1.1"),
                Arguments.of(400, head("GET / HTTP/1.1")),
                Arguments.of(400, head("GET / HTTP/1.1", "Host: a", "Host: b")),
                Arguments.of(400, head("GET / HTTP/1.1", "Host: a", "Host: a")),
                Arguments.of(400, head("GET / HTTP/1.1", "Host: a, b")),
                Arguments.of(400, head("GET / HTTP/1.1", "Host: a/b")),
                Arguments.of(400, head("GET / HTTP/1.1", "Host: u@a")),
                Arguments.of(400, head("GET / HTTP/1.1", "Host:")),
                Arguments.of(400, head("GET / HTTP/1.1", "Host: a:99999")),
                Arguments.of(431, head("GET / HTTP/1.1", "Host: h", "X: " + "a".repeat(20_000))),
                Arguments.of(
                        431,
                        head("GET / HTTP/1.1", "Host: h", ("X: " + "a".repeat(99) + "\r\n").repeat(200) + "Y: z")));
    }

    @ParameterizedTest
    @MethodSource({"framing", "lines"})
    void refusesAndCloses(int status, String request) {
        Wire client = proxy.client();
        client.trySend(request);
        Answer answer = client.readAnswer();

        assertEquals(status, answer.status(), answer.body());
        assertEquals("close", answer.field("Connection"));
        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertEquals("", client.unread());
        assertEquals(0, backend.connections());
    }

    @Test
    void aPageForHeadHasNoBody() {
        Wire client = proxy.client().send(head("HEAD /not-ours HTTP/1.1", "Host: h"));

        assertEquals(404, client.readHeadOnlyAnswer().status());
        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertEquals("", client.unread());
    }

    @Test
    void aRefusalBehindAServedRequestComesInItsTurn() {
        Wire client = proxy.client().send(get("/1") + head("GET /2 HTTP/1.1"));
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
        assertEquals(400, client.readAnswer().status());
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    void linesBeforeARequestAreSkipped() {
        Wire client = proxy.client().send("\r\n\r\n" + get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    static Stream<String> brokenChunks() {
        return Stream.of(
                "fffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "10000000000000005\r\nhello\r\n0\r\n\r\n",
                "100000005\r\nhello\r\n0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "-1\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "0_5\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloX\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5;a\rb\r\nhello\r\n0\r\n\r\n",
                "5;" + "a".repeat(320_000) + "\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nX : y\r\n\r\n",
                "5\r\nhello\r\n0\r\nX: " + "y".repeat(350_000) + "\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("brokenChunks")
    void aBrokenChunkNeverLooksWholeToTheBackend(String body) {
        Wire client = proxy.client();
        client.trySend(postChunked("/") + body);
        Answer answer = client.readAnswer();
        client.awaitEnd();
        proxy.await(proxy::busy, 0);

        assertEquals(400, answer.status());
        assertEquals(-1, backend.record().indexOf("0\r\n\r\n"));
    }

    @Test
    void aBrokenChunkBehindAnAnswerThatHasBegunCutsIt() {
        Wire client = proxy.client().send(postChunked("/") + "5\r\nhello\r\n");
        Wire upstream = backend.accept();
        upstream.readThrough("hello\r\n");
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        client.readThrough("hello");
        client.send("nonsense\r\n");

        client.awaitEnd();
        assertEquals("", client.unread());
        upstream.awaitEnd();
    }
}
