package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.postChunked;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

@DisplayName("Chunked bodies of requests (RFC 9112, 7.1)")
class ChunksIT {
    private static final String REST = "\r\nhello\r\n0\r\n\r\n";

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    private static Arguments body(String name, String body) {
        return Arguments.argumentSet(name, body);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                body("a size beyond 64 bits", "fffffffffffffffff" + REST),
                body("2^64 + 5", "10000000000000005" + REST),
                body("2^32 + 5", "100000005" + REST),
                body("a plus", "+5" + REST),
                body("a minus", "-1" + REST),
                body("0x", "0x5" + REST),
                body("an underscore", "0_5" + REST),
                body("no size", REST),
                body("a blank behind the size", "5 " + REST),
                body("a blank before the size", " 5" + REST),
                body("data longer than its size", "5\r\nhelloX\r\n0\r\n\r\n"),
                body("data shorter than its size", "7\r\nhello\r\n0\r\n\r\n"),
                body("a line feed behind the size", "5\nhello\r\n0\r\n\r\n"),
                body("a carriage return behind the size", "5\rhello\r\n0\r\n\r\n"),
                body("a line feed behind the data", "5\r\nhello\n0\r\n\r\n"),
                body("a line feed in an extension", "5;\nhello\r\n0\r\n\r\n"),
                body("a carriage return in an extension", "5;a\rb" + REST),
                body("a line end in a quotation", "5;a=\"b" + REST),
                body("an endless extension", "5;" + "a".repeat(320_000) + REST),
                body("a malformed trailer", "5\r\nhello\r\n0\r\nX : y\r\n\r\n"),
                body("a folded trailer", "5\r\nhello\r\n0\r\nX: y\r\n z\r\n\r\n"),
                body("endless trailers", "5\r\nhello\r\n0\r\nX: " + "y".repeat(350_000) + "\r\n\r\n"));
    }

    @DisplayName("A broken chunk is refused, and never looks whole to the backend")
    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenChunkNeverLooksWhole(String body) {
        Wire client = proxy.client();
        client.trySend(postChunked("/") + body);
        Answer answer = client.readAnswer();
        client.awaitEnd();
        proxy.await(proxy::busy, 0);

        assertEquals(400, answer.status());
        assertEquals(-1, backend.record().indexOf("0\r\n\r\n"));
    }

    @DisplayName("Sizes in any case, leading zeros and extensions are understood, and not passed on")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\n0\r\n\r\n",
                "00005\r\nhello\r\n000\r\n\r\n",
                "5;a=b;c=\"d;\\\"\"\r\nhello\r\n0;x\r\n\r\n"
            })
    void whatIsRightArrives(String body) {
        Wire client = proxy.client().send(postChunked("/") + body);
        Wire upstream = backend.acceptAsked();

        assertEquals("5\r\nhello\r\n0\r\n\r\n", upstream.readExactly(15));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        assertEquals("", upstream.unread());
    }

    @Test
    @DisplayName("RFC 9110, 6.5: trailers carry no framing, no routing and nothing hop-by-hop")
    void trailersCarryNoFraming() {
        Wire client = proxy.client()
                .send(postChunked("/")
                        + "5\r\nhello\r\n0\r\nContent-Length: 3\r\nTransfer-Encoding: x\r\nHost: evil\r\n"
                        + "Connection: close\r\nAuthorization: a\r\nX-Sum: 1\r\n\r\n");
        Wire upstream = backend.acceptAsked();

        assertEquals("5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n", upstream.readHead());
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    @DisplayName("A broken chunk behind an answer that has begun cuts it")
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
