package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.rules.Bytes.SMUGGLED;
import static org.whippletree.proxy.rules.Bytes.assertRefused;
import static org.whippletree.proxy.rules.Bytes.forwarded;
import static org.whippletree.proxy.rules.Bytes.post;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

@DisplayName("Where a request ends")
class RequestFramingIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    static Stream<Arguments> doubtful() {
        return Stream.of(
                post(
                        "9112, 6.1: length, then coding",
                        400,
                        SMUGGLED,
                        "Content-Length: 5",
                        "Transfer-Encoding: chunked"),
                post(
                        "9112, 6.1: coding, then length",
                        400,
                        SMUGGLED,
                        "Transfer-Encoding: chunked",
                        "Content-Length: 5"),
                post("9112, 6.3: two lengths", 400, "hello", "Content-Length: 5", "Content-Length: 6"),
                post("9112, 6.3: a list of lengths", 400, "hello", "Content-Length: 5, 6"),
                post("9112, 6.3: equal lengths", 400, "hello", "Content-Length: 5", "Content-Length: 5"),
                post("9112, 6.3: a list of equal lengths", 400, "hello", "Content-Length: 5, 5"),
                post("9110, 8.6: a plus", 400, "hello", "Content-Length: +5"),
                post("9110, 8.6: a minus", 400, "hello", "Content-Length: -5"),
                post("9110, 8.6: hexadecimal", 400, "hello", "Content-Length: 0x5"),
                post("9110, 8.6: a blank within", 400, "hello", "Content-Length: 1 1"),
                post("9110, 8.6: letters behind", 400, "hello", "Content-Length: 5abc"),
                post("9110, 8.6: no length", 400, "hello", "Content-Length:"),
                post("9110, 8.6: leading zeros", 400, "hello world", "Content-Length: 0011"),
                post("9110, 8.6: 2^64 + 5", 400, "hello", "Content-Length: 18446744073709551621"));
    }

    static Stream<Arguments> doubtfulCodings() {
        return Stream.of(
                post("9112, 6.1: another coding", 501, SMUGGLED, "Transfer-Encoding: xchunked"),
                post("9112, 6.1: a quoted coding", 501, SMUGGLED, "Transfer-Encoding: \"chunked\""),
                post("9112, 6.1: no coding", 501, SMUGGLED, "Transfer-Encoding:"),
                post("9112, 6.1: a parameter", 501, SMUGGLED, "Transfer-Encoding: chunked;q=1"),
                post("9112, 6.3: chunked is not last", 501, SMUGGLED, "Transfer-Encoding: chunked, identity"),
                post("9112, 6.3: chunked twice", 501, SMUGGLED, "Transfer-Encoding: chunked, chunked"),
                post(
                        "9112, 6.3: chunked on two lines",
                        501,
                        SMUGGLED,
                        "Transfer-Encoding: chunked",
                        "Transfer-Encoding: chunked"),
                post("9112, 6.3: an unknown one behind", 501, SMUGGLED, "Transfer-Encoding: chunked, xchunked"),
                post(
                        "9112, 6.3: an unknown one on a line of its own",
                        501,
                        SMUGGLED,
                        "Transfer-Encoding: chunked",
                        "Transfer-Encoding: xchunked"),
                post("9112, 6.1: a coding before it", 501, SMUGGLED, "Transfer-Encoding: gzip, chunked"),
                post("9110, 5.5: a vertical tab is no blank", 400, SMUGGLED, "Transfer-Encoding:\u000bchunked"),
                post("9110, 5.5: NUL behind a coding", 400, SMUGGLED, "Transfer-Encoding: chunked\u0000"),
                Arguments.argumentSet(
                        "9112, 6.1: a coding in HTTP/1.0",
                        400,
                        head("POST / HTTP/1.0", "Connection: keep-alive", "Transfer-Encoding: chunked") + SMUGGLED),
                Arguments.argumentSet(
                        "9112, 6.1: a coding and a length in HTTP/1.0",
                        400,
                        head(
                                        "POST / HTTP/1.0",
                                        "Connection: keep-alive",
                                        "Content-Length: 5",
                                        "Transfer-Encoding: chunked")
                                + SMUGGLED));
    }

    @DisplayName("Doubtful framing is refused, and the connection with it")
    @ParameterizedTest
    @MethodSource({"doubtful", "doubtfulCodings"})
    void doubtfulFramingIsRefused(int status, String request) {
        assertRefused(proxy, backend, status, request);
    }

    @Test
    @DisplayName("RFC 9110, 5.1: only the exact name frames; what looks like it is passed on as any field")
    void onlyTheExactNameFrames() {
        String head = forwarded(
                proxy,
                backend,
                head(
                        "POST / HTTP/1.1",
                        "Host: h",
                        "Content-Xength: 5",
                        "Transfer-Xncoding: chunked",
                        "Content-Length: 0"));

        assertEquals("5", fieldOf(head, "Content-Xength"));
        assertEquals("chunked", fieldOf(head, "Transfer-Xncoding"));
    }

    @DisplayName("RFC 9112, 7: names of codings have no case, and a tab is a blank")
    @ParameterizedTest
    @ValueSource(strings = {"cHUNKED", "\tchunked", "chunked \t"})
    void codingsHaveNoCase(String coding) {
        Wire client = proxy.client()
                .send(head("POST / HTTP/1.1", "Host: h", "Transfer-Encoding:" + coding) + "5\r\nhello\r\n0\r\n\r\n");
        Wire upstream = backend.accept();

        assertEquals("chunked", fieldOf(upstream.readHead(), "Transfer-Encoding"));
        assertEquals("5\r\nhello\r\n0\r\n\r\n", upstream.readExactly(15));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @DisplayName("RFC 9110, 9.3: a body keeps its framing, whatever the method")
    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS", "DELETE", "FROBNICATE"})
    void bodiesKeepTheirFraming(String method) {
        String inner = get("/inner");
        Wire client = proxy.client()
                .send(head(method + " / HTTP/1.1", "Host: h", "Content-Length: " + inner.length()) + inner);
        Wire upstream = backend.accept();

        assertTrue(upstream.readHead().startsWith(method + " / HTTP/1.1\r\n"));
        assertEquals(inner, upstream.readExactly(inner.length()));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        assertEquals("", upstream.unread());
    }

    @Test
    @DisplayName("RFC 9110, 9.3.2: a body of a HEAD request stays a body, and its answer has none")
    void aBodyOfAHeadRequestStaysABody() {
        String inner = get("/inner");
        Wire client =
                proxy.client().send(head("HEAD / HTTP/1.1", "Host: h", "Content-Length: " + inner.length()) + inner);
        Wire upstream = backend.acceptAsked();
        assertEquals(inner, upstream.readExactly(inner.length()));
        upstream.send(head("HTTP/1.1 200 OK", "Content-Length: 7"));
        assertEquals("7", client.readHeadOnlyAnswer().field("Content-Length"));
        client.send(get("/next"));
        assertTrue(upstream.readHead().startsWith("GET /next "));
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    @DisplayName("RFC 9112, 9.3.2: a refusal behind a served request comes in its turn")
    void aRefusalComesInItsTurn() {
        Wire client = proxy.client().send(get("/1") + head("POST /2 HTTP/1.1", "Host: h", "Content-Length: x"));
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
        assertEquals(400, client.readAnswer().status());
        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertEquals("", upstream.unread());
    }
}
