package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.ok;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

@DisplayName("Answers of backends on their way to clients")
class AnswersIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    private Wire upstream;

    private Wire asked(String request) {
        Wire client = proxy.client().send(request);
        upstream = backend.acceptAsked();
        return client;
    }

    private static Arguments flawed(String name, String bytes) {
        return Arguments.argumentSet(name, bytes);
    }

    static Stream<Arguments> flawed() {
        return Stream.of(
                flawed(
                        "9112, 6.3: length beside coding",
                        ok("Content-Length: 3", "Transfer-Encoding: chunked") + "0\r\n\r\n"),
                flawed("9112, 6.3: two lengths", ok("Content-Length: 5", "Content-Length: 6") + "hello"),
                flawed("9112, 6.3: equal lengths", ok("Content-Length: 5", "Content-Length: 5") + "hello"),
                flawed("9110, 8.6: letters in a length", ok("Content-Length: 5x") + "hello"),
                flawed("9110, 8.6: a minus", ok("Content-Length: -1") + "hello"),
                flawed("9112, 6.1: an unknown coding", ok("Transfer-Encoding: xchunked") + "hello"),
                flawed(
                        "9112, 6.1: a coding in HTTP/1.0",
                        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                flawed("9112, 4: no HTTP", "garbage\r\n\r\n"),
                flawed("9112, 4: another version", head("HTTP/2.0 200 OK")),
                flawed("9112, 4: no status", head("HTTP/1.1")),
                flawed("9112, 4: a status that is none", head("HTTP/1.1 abc OK")),
                flawed("9110, 15: a status beyond 599", head("HTTP/1.1 600 High")),
                flawed("9112, 5.1: a blank before the colon", ok("X : y", "Content-Length: 0")),
                flawed("9112, 5.2: a fold", ok("X: a", " b", "Content-Length: 0")),
                flawed("9110, 5.5: NUL", ok("X: a\u0000b", "Content-Length: 0")),
                flawed("9112, 2.2: a bare carriage return", ok("X: a\rSet-Cookie: b", "Content-Length: 0")),
                flawed("9112, 2.2: a bare line feed", ok("X: a\nSet-Cookie: b", "Content-Length: 0")),
                flawed("9112, 2.2: line feeds only", ok("Content-Length: 0").replace("\r\n", "\n")),
                flawed("a head without an end", "HTTP/1.1 200 OK\r\n" + "X: a\r\n".repeat(20_000)));
    }

    @DisplayName("RFC 9110, 15.6.3: a flawed answer is a bad gateway, and nothing of it passes")
    @ParameterizedTest
    @MethodSource("flawed")
    void aFlawedAnswerIsBadGateway(String bytes) {
        Wire client = asked(get("/"));
        upstream.trySend(bytes);
        Answer answer = client.readAnswer();

        assertEquals(502, answer.status());
        assertEquals("", answer.field("X"));
        assertEquals("", answer.field("Set-Cookie"));
        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertTrue(upstream.awaitEnd() != null);
    }

    @DisplayName("RFC 9112, 8: an answer that breaks off is seen to break off")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5 \r\nhello\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n0\r\n\r\n"
            })
    void aBrokenAnswerIsSeenToBreakOff(String rest) {
        Wire client = asked(get("/"));
        upstream.send("HTTP/1.1 200 OK\r\n" + rest);
        client.readThrough("hello");
        upstream.shutdownOutput();
        client.awaitEnd();

        assertTrue(client.record().contains("200 OK"));
        assertEquals(-1, client.record().indexOf("\r\n0\r\n\r\n"));
        assertTrue(client.record().endsWith("hello") || client.record().endsWith("hello\r\n"), client::record);
    }

    @DisplayName("RFC 9112, 6.3: what stands behind HEAD, 204 and 304 is nobody's")
    @ParameterizedTest
    @CsvSource({"HEAD, 200 OK", "GET, 204 No Content", "GET, 304 Not Modified"})
    void anExcessBodyIsNobodys(String method, String status) {
        Wire client = asked(head(method + " / HTTP/1.1", "Host: h"));
        upstream.send(head("HTTP/1.1 " + status, "Content-Length: 4") + "evil");
        Answer answer = client.readHeadOnlyAnswer();
        assertTrue(upstream.awaitEnd() != null);
        client.send(get("/next"));
        backend.acceptAsked().send(OK);

        assertEquals(status.startsWith("204") ? "" : "4", answer.field("Content-Length"));
        assertEquals("ok", client.readAnswer().body());
    }

    @DisplayName("RFC 9112, 9.2: bytes behind an answer are nobody's, nor those of an idle connection")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesBehindAnAnswerAreNobodys(boolean atOnce) {
        String evil = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
        Wire client = asked(get("/first"));
        upstream.send(atOnce ? OK + evil : OK);
        assertEquals("ok", client.readAnswer().body());
        if (!atOnce) {
            upstream.trySend(evil);
        }
        assertTrue(upstream.awaitEnd() != null);
        client.send(get("/again"));
        backend.acceptAsked().send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @DisplayName("RFC 9110, 6.6.1: an answer without a date gets one, one with a date keeps it")
    @ParameterizedTest
    @ValueSource(strings = {"", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"})
    void everyAnswerHasADate(String field) {
        Wire client = asked(get("/"));
        upstream.send("HTTP/1.1 200 OK\r\n" + field + "Content-Length: 0\r\n\r\n");
        String date = client.readAnswer().field("Date");

        assertTrue(date.matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT"), date);
        assertEquals(!field.isEmpty(), date.contains("1994"));
    }

    @Test
    @DisplayName("RFC 9112, 6.1: an HTTP/1.0 client gets no chunks, and our version")
    void anOldClientGetsNoChunks() {
        Wire client = asked(head("GET / HTTP/1.0", "Connection: keep-alive"));
        upstream.send(ok("Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\nX: y\r\n\r\n");
        Answer answer = client.readAnswer();

        assertTrue(answer.head().startsWith("HTTP/1.1 200 OK\r\n"), answer.head());
        assertEquals("hello", answer.body());
        assertEquals("", answer.field("Transfer-Encoding"));
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    @DisplayName("RFC 9110, 6.5: trailers of an answer carry no framing, no routing and nothing hop-by-hop")
    void trailersCarryNoFraming() {
        Wire client = asked(get("/"));
        upstream.send(ok("Transfer-Encoding: chunked")
                + "5\r\nhello\r\n0\r\nContent-Length: 3\r\nTransfer-Encoding: x\r\nConnection: close\r\n"
                + "Set-Cookie: a=b\r\nX-Sum: 1\r\n\r\n");
        Answer answer = client.readAnswer();

        assertEquals("hello", answer.body());
        assertEquals("X-Sum: 1\r\n", answer.trailers());
    }

    @Test
    @DisplayName("RFC 9112, 4: a status line may lack the reason and its space")
    void aStatusLineMayLackItsReason() {
        Wire client = asked(get("/"));
        upstream.send("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok");

        assertEquals("ok", client.readAnswer().body());
    }
}
