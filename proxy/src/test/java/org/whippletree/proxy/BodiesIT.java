package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.ok;
import static org.whippletree.proxy.wire.Http.post;
import static org.whippletree.proxy.wire.Http.postChunked;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Bodies and their framing, both ways (RFC 9112, 6 and 7). */
@DisplayName("Bodies and their framing, both ways (RFC 9112, 6 and 7)")
class BodiesIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    private Wire upstream;

    /** Sends a request; the backend's connection has read its head. */
    private Wire asked(String request) {
        Wire client = proxy.client().send(request);
        upstream = backend.acceptAsked();
        return client;
    }

    @Test
    void aCountedRequestStaysCounted() {
        Wire client = proxy.client().send(post("/", 10) + "hello");
        upstream = backend.accept();

        assertEquals("10", fieldOf(upstream.readHead(), "Content-Length"));
        assertEquals("hello", upstream.readExactly(5));
        client.send("world");
        assertEquals("world", upstream.readExactly(5));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void aChunkedRequestStaysChunkedWithItsTrailers() {
        Wire client = proxy.client().send(postChunked("/") + "5;a=b\r\nhello\r\n");
        upstream = backend.accept();

        assertEquals("chunked", fieldOf(upstream.readHead(), "Transfer-Encoding"));
        assertEquals("5\r\nhello\r\n", upstream.readThrough("hello\r\n"));
        client.send("1\r\n!\r\n0\r\nChecksum: abc\r\nHost: evil\r\nContent-Length: 3\r\n\r\n");
        assertEquals("1\r\n!\r\n0\r\nChecksum: abc\r\n\r\n", upstream.readHead());
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void aRequestBehindALongChunkedBodyIsReadAndAnswered() {
        Wire client = proxy.client();
        // Bodies around the length at which a backend is written to no more for a while: the last chunk comes with that
        // very one.
        for (int chunks = 20; chunks < 32; chunks++) {
            String body = ("bb8\r\n" + "x".repeat(3_000) + "\r\n").repeat(chunks);
            client.send(postChunked("/long") + body + "0\r\n\r\n");
            upstream = upstream == null ? backend.accept() : upstream;
            upstream.readHead();
            long octets = upstream.readThrough("\r\n0\r\n\r\n")
                    .chars()
                    .filter(c -> c == 'x')
                    .count();
            assertEquals(3_000L * chunks, octets);
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body(), chunks + " chunks");

            client.send(get("/behind"));
            upstream.readHead();
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body(), "behind " + chunks + " chunks");
        }
    }

    @Test
    void aHeadAndABodyThatComeTogetherGoOutTogether() {
        String body = "x".repeat(1_000);
        Wire client = asked(get("/first"));
        upstream.send(OK);
        client.readAnswer();
        for (int requests = 2; requests <= 30; requests++) {
            client.send(post("/together", body.length()) + body);
            upstream.readHead();
            assertEquals(body, upstream.readExactly(body.length()));
            assertEquals(requests, upstream.pieces());
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }
    }

    @Test
    void bodiesOfGetKeepTheirFraming() {
        String inner = get("/inner");
        Wire client =
                proxy.client().send(head("GET / HTTP/1.1", "Host: h", "Content-Length: " + inner.length()) + inner);
        upstream = backend.accept();

        assertEquals(String.valueOf(inner.length()), fieldOf(upstream.readHead(), "Content-Length"));
        assertEquals(inner, upstream.readExactly(inner.length()));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void aCountedAnswerStaysCounted() {
        Wire client = asked(get("/"));
        upstream.send(ok("Content-Length: 10") + "hello");
        client.readThrough("hello");
        upstream.send("world");

        assertEquals("world", client.readExactly(5));
    }

    @Test
    void aChunkedAnswerStaysChunkedWithItsTrailers() {
        Wire client = asked(get("/"));
        upstream.send(ok("Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\nChecksum: abc\r\nSet-Cookie: x\r\n\r\n");
        Answer answer = client.readAnswer();

        assertEquals("hello", answer.body());
        assertEquals("Checksum: abc\r\n", answer.trailers());
    }

    @Test
    @DisplayName("RFC 9112, 6.3: an answer that the close ends is chunked for the client")
    void anAnswerThatTheCloseEndsIsChunkedForTheClient() {
        Wire client = asked(get("/"));
        upstream.send(ok() + "hello");
        client.readThrough("hello");
        upstream.close();
        client.readThrough("0\r\n\r\n");

        client.send(get("/next"));
        backend.accept().send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    @DisplayName("RFC 9112, 6.3: a coding beside a length is a bad gateway")
    void codingBesideLengthIsBadGateway() {
        Wire client = asked(get("/"));
        upstream.send(ok("Content-Length: 3", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n");

        assertEquals(502, client.readAnswer().status());
    }

    @Test
    @DisplayName("RFC 9112, 6.3: an answer to HEAD has no body, and keeps both connections")
    void aHeadAnswerHasNoBodyAndKeepsBothConnections() {
        Wire client = asked(head("HEAD / HTTP/1.1", "Host: h"));
        upstream.send(ok("Content-Length: 1000"));

        assertEquals("1000", client.readHeadOnlyAnswer().field("Content-Length"));
        theNextRequestGoesTheSameWay(client);
    }

    @Test
    void aChunkedHeadAnswerHasNoBodyEither() {
        Wire client = asked(head("HEAD / HTTP/1.1", "Host: h"));
        upstream.send(ok("Transfer-Encoding: chunked"));

        assertEquals(200, client.readHeadOnlyAnswer().status());
        theNextRequestGoesTheSameWay(client);
    }

    @Test
    @DisplayName("RFC 9112, 6.3: 204 and 304 have no body, and keep both connections")
    void a204And304HaveNoBodyAndKeepBothConnections() {
        Wire client = asked(get("/"));
        upstream.send(head("HTTP/1.1 204 No Content"));
        assertEquals(204, client.readAnswer().status());

        client.send(get("/b"));
        upstream.readHead();
        upstream.send(head("HTTP/1.1 304 Not Modified", "Content-Length: 77", "ETag: x"));
        assertEquals(304, client.readAnswer().status());
        theNextRequestGoesTheSameWay(client);
    }

    @Test
    void anEmptyAnswerKeepsBothConnections() {
        Wire client = asked(get("/"));
        upstream.send(ok("Content-Length: 0"));

        assertEquals("", client.readAnswer().body());
        theNextRequestGoesTheSameWay(client);
    }

    private void theNextRequestGoesTheSameWay(Wire client) {
        client.send(get("/next"));
        assertTrue(upstream.readHead().startsWith("GET /next "));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        assertEquals(1, backend.connections());
    }

    @Test
    @DisplayName("RFC 9112, 6.1: an HTTP/1.0 client gets no chunks")
    void a10ClientGetsNoChunks() {
        Wire client = asked(head("GET / HTTP/1.0", "Connection: keep-alive"));
        upstream.send(ok("Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n");
        Answer answer = client.readAnswer();

        assertEquals("hello", answer.body());
        assertEquals("close", answer.field("Connection"));
        assertEquals("", answer.field("Transfer-Encoding"));
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    @DisplayName("RFC 9112, 9.3: an HTTP/1.0 client is kept if it asks")
    void a10ClientThatAsksIsKept() {
        Wire client = asked(head("GET / HTTP/1.0", "Connection: keep-alive"));
        upstream.send(OK);
        assertEquals("keep-alive", client.readAnswer().field("Connection"));

        client.send(head("GET /next HTTP/1.0"));
        upstream.readHead();
        upstream.send(OK);
        assertEquals("close", client.readAnswer().field("Connection"));
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    @DisplayName("RFC 9112, 9.3: an HTTP/1.0 backend is kept only if it says so")
    void a10BackendIsKeptOnlyIfItSaysSo() {
        Wire client = asked(get("/"));
        upstream.send("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok");
        client.readAnswer();
        client.send(get("/b"));
        upstream.readHead();
        upstream.send("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertEquals("ok", client.readAnswer().body());

        assertEquals(Wire.End.FIN, upstream.awaitEnd());
    }

    @Test
    void an11ClientIsKeptWhenTheBackendIsNot() {
        Wire client = asked(get("/"));
        upstream.send(ok("Connection: close", "Content-Length: 2") + "ok");

        assertEquals("", client.readAnswer().field("Connection"));
        assertEquals(Wire.End.FIN, upstream.awaitEnd());
        client.send(get("/b"));
        backend.accept().send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void aLargeBodyComesThroughBothWaysUnchanged() {
        String body = "0123456789abcdef".repeat(100_000);
        Wire client = proxy.client();
        new Thread(() -> client.send(post("/", body.length()) + body)).start();
        upstream = backend.acceptAsked();
        assertEquals(body, upstream.readExactly(body.length()));
        new Thread(() -> upstream.send(ok("Content-Length: " + body.length()) + body)).start();

        assertEquals(body, client.readAnswer().body());
    }
}
