package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.rules.Bytes.assertRefused;
import static org.whippletree.proxy.rules.Bytes.forwarded;
import static org.whippletree.proxy.rules.Bytes.line;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.head;

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

@DisplayName("Methods, targets, versions and hosts of requests")
class RequestLineIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    private static Arguments hosts(String name, String... fields) {
        return Arguments.argumentSet(name, 400, head("GET / HTTP/1.1", String.join("\r\n", fields)));
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                line("9110, 9.1: a method is a token", 400, "GE(T / HTTP/1.1"),
                line("9112, 3: two spaces", 400, "GET  / HTTP/1.1"),
                line("9112, 3: a tab", 400, "GET\t/ HTTP/1.1"),
                line("9112, 3: a blank before", 400, " GET / HTTP/1.1"),
                line("9112, 2.2: other octets before", 400, "\u0000\u0001GET / HTTP/1.1"),
                line("9110, 2.5: HTTP/0.9", 400, "GET /x"),
                line("9110, 2.5: 1.9", 505, "GET / HTTP/1.9"),
                line("9110, 2.5: 2.0", 505, "GET / HTTP/2.0"),
                line("9110, 2.5: a longer version", 400, "GET / HTTP/1.1x"),
                line("9110, 2.5: lower case", 400, "GET / http/1.1"),
                line("9113, 3: the preface of HTTP/2", 505, "PRI * HTTP/2.0"),
                line("9112, 3.2: a blank in the target", 400, "GET /a b HTTP/1.1"),
                line("9112, 3.2: a control in the target", 400, "GET /a\u0001 HTTP/1.1"),
                line("9112, 3.2: NUL in the target", 400, "GET /a\u0000 HTTP/1.1"),
                line("9112, 3.2: a fragment", 400, "GET /a#b HTTP/1.1"),
                line("9112, 3.2: beyond ASCII", 400, "GET /\u00e4 HTTP/1.1"),
                line("9112, 3.2: a word", 400, "GET foo HTTP/1.1"),
                line("9112, 3.2: an authority", 400, "GET host:80 HTTP/1.1"),
                line("9112, 3.2.4: * with GET", 400, "GET * HTTP/1.1"),
                line("9112, 3.2.2: a user in the target", 400, "GET http://u@h/ HTTP/1.1"),
                line("9112, 3.2.2: another scheme", 400, "GET ftp://h/ HTTP/1.1"),
                line("3986, 5.2.4: above the root", 400, "GET /.. HTTP/1.1"),
                line("LimitRequestLine: a long target", 414, "GET /" + "a".repeat(100_000) + " HTTP/1.1"),
                line("LimitRequestLine: a long method", 414, "A".repeat(100_000) + " / HTTP/1.1"));
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                Arguments.argumentSet("none", 400, head("GET / HTTP/1.1")),
                hosts("two", "Host: a", "Host: b"),
                hosts("two equal ones", "Host: a", "Host: a"),
                hosts("a list", "Host: a, b"),
                hosts("a blank within", "Host: a b"),
                hosts("empty", "Host:"),
                hosts("a path", "Host: a/b"),
                hosts("a user", "Host: u@a"),
                hosts("a port that is none", "Host: a:x"),
                hosts("a port that cannot be", "Host: a:99999"));
    }

    @DisplayName("A first line that is none is refused, and the connection with it")
    @ParameterizedTest
    @MethodSource("lines")
    void aFirstLineThatIsNoneIsRefused(int status, String request) {
        assertRefused(proxy, backend, status, request);
    }

    @DisplayName("RFC 9112, 3.2: in HTTP/1.1 there is one valid Host")
    @ParameterizedTest
    @MethodSource("hosts")
    void anyOtherHostIsRefused(int status, String request) {
        assertRefused(proxy, backend, status, request);
    }

    @DisplayName("RFC 9110, 9.1: methods are passed on in the case they have")
    @ParameterizedTest
    @ValueSource(strings = {"get", "FROBNICATE", "M-SEARCH"})
    void methodsKeepTheirCase(String method) {
        assertTrue(forwarded(proxy, backend, head(method + " /x HTTP/1.1", "Host: h"))
                .startsWith(method + " /x HTTP/1.1\r\n"));
    }

    @Test
    @DisplayName("RFC 9112, 3.2.2: the host of an absolute target replaces Host")
    void theHostOfAnAbsoluteTargetReplacesHost() {
        String head = forwarded(proxy, backend, head("GET HTTP://other:81/x?y HTTP/1.1", "Host: h"));

        assertTrue(head.startsWith("GET /x?y HTTP/1.1\r\n"), head);
        assertEquals("other:81", fieldOf(head, "X-Forwarded-Host"));
    }

    @Test
    @DisplayName("RFC 9110, 7.2: HTTP/1.0 needs no Host, and gets our version forwarded")
    void anOldClientNeedsNoHost() {
        String head = forwarded(proxy, backend, "GET /x HTTP/1.0\r\n\r\n");

        assertTrue(head.startsWith("GET /x HTTP/1.1\r\n"), head);
        assertEquals("127.0.0.1:" + backend.port(), fieldOf(head, "Host"));
    }

    @DisplayName("RFC 9110, 7.7: this is no open proxy: what a client names is never connected to")
    @ParameterizedTest
    @CsvSource({
        "GET http://127.0.0.1:PORT/ HTTP/1.1, 200",
        "CONNECT 127.0.0.1:PORT HTTP/1.1, 405",
        "GET / HTTP/1.1, 200"
    })
    void noClientChoosesTheBackend(String line, int status) {
        try (Backend canary = Backend.start()) {
            String port = String.valueOf(canary.port());
            Wire client = proxy.client().send(head(line.replace("PORT", port), "Host: 127.0.0.1:" + port));
            if (status == 200) {
                backend.acceptAsked().send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }

            assertEquals(status, client.readAnswer().status());
            assertEquals(0, canary.connections());
        }
    }

    @Test
    @DisplayName("RFC 9110, 9.3.8: TRACE is refused, and echoes no credentials")
    void traceIsRefused() {
        Answer answer = assertRefused(
                proxy,
                backend,
                405,
                head("TRACE / HTTP/1.1", "Host: h", "Max-Forwards: 0", "Cookie: secret", "Authorization: secret"));

        assertFalse((answer.head() + answer.body()).contains("secret"));
        assertTrue(answer.field("Allow").contains("GET"));
        assertFalse(answer.field("Allow").contains("TRACE"));
    }

    @DisplayName("RFC 9110, 7.6.2 and 9.3.7: OPTIONS with no forward left, or of the whole server, is answered here")
    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS /x HTTP/1.1\r\nMax-Forwards: 0", "OPTIONS * HTTP/1.1"})
    void optionsOfThisServerAreAnsweredHere(String request) {
        Answer answer = assertRefused(proxy, backend, 200, head(request, "Host: h"));

        assertEquals("0", answer.field("Content-Length"));
        assertTrue(answer.field("Allow").contains("OPTIONS"));
    }

    @DisplayName("RFC 9110, 7.6.2: OPTIONS counts this proxy, other methods do not")
    @ParameterizedTest
    @CsvSource({"OPTIONS, 5, 4", "OPTIONS, 1, 0", "GET, 5, 5", "GET, 0, 0"})
    void optionsCountThisProxy(String method, String sent, String expected) {
        String head = forwarded(proxy, backend, head(method + " / HTTP/1.1", "Host: h", "Max-Forwards: " + sent));

        assertEquals(expected, fieldOf(head, "Max-Forwards"));
    }

    @Test
    @DisplayName("RFC 9110, 7.6.2: a count that is none is refused")
    void aCountThatIsNoneIsRefused() {
        assertRefused(proxy, backend, 400, head("OPTIONS / HTTP/1.1", "Host: h", "Max-Forwards: x"));
    }

    @Test
    @DisplayName("RFC 9110, 10.1.1: an expectation that nobody can meet is refused")
    void anUnknownExpectationIsRefused() {
        assertRefused(proxy, backend, 417, head("POST / HTTP/1.1", "Host: h", "Expect: tea"));
    }
}
