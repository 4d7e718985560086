package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.rules.Bytes.SMUGGLED;
import static org.whippletree.proxy.rules.Bytes.assertRefused;
import static org.whippletree.proxy.rules.Bytes.forwarded;
import static org.whippletree.proxy.rules.Bytes.post;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;

@DisplayName("Lines and fields of a request")
class LinesAndFieldsIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    static Stream<Arguments> malformed() {
        return Stream.of(
                post("9112, 5.1: a blank before the colon", 400, SMUGGLED, "Transfer-Encoding : chunked"),
                post("9112, 5.1: a tab before the colon", 400, "", "X-Foo\t: y"),
                post("9112, 5.2: a folded coding", 400, SMUGGLED, "Transfer-Encoding:", " chunked"),
                post("9112, 5.2: a folded value", 400, "", "X: a", "\tb"),
                post("9112, 2.2: a bare line feed", 400, SMUGGLED, "X: a\nTransfer-Encoding: chunked"),
                post("9112, 2.2: a bare carriage return", 400, SMUGGLED, "X: a\rTransfer-Encoding: chunked"),
                post("9110, 5.5: NUL in a value", 400, "", "X: a\u0000b"),
                post("9110, 5.5: another control in a value", 400, "", "X: a\u000bb"),
                post("9110, 5.1: no colon", 400, "", "nocolon"),
                post("9110, 5.1: no name", 400, "", ": empty"),
                post("9110, 5.1: brackets in a name", 400, "", "X[0]: a"),
                post("9110, 5.1: a blank in a name", 400, "", "X Foo: a"),
                Arguments.argumentSet(
                        "9112, 2.2: the first field begins with a blank",
                        400,
                        "POST / HTTP/1.1\r\n Transfer-Encoding: chunked\r\nHost: h\r\nContent-Length: 5\r\n\r\n"
                                + SMUGGLED),
                Arguments.argumentSet("9112, 2.2: line feeds only", 400, get("/").replace("\r\n", "\n")),
                Arguments.argumentSet("9112, 2.2: carriage returns only", 400, get("/").replace("\r\n", "\r")),
                post("LimitRequestFields: a long field", 431, "", "X: " + "a".repeat(100_000)),
                post(
                        "LimitRequestFields: many fields",
                        431,
                        "",
                        ("X: " + "a".repeat(99) + "\r\n").repeat(20_000) + "Y: z"));
    }

    @DisplayName("What is malformed is refused, and the connection with it")
    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsMalformedIsRefused(int status, String request) {
        assertRefused(proxy, backend, status, request);
    }

    @Test
    @DisplayName("RFC 9112, 11.1: an encoded line end stays encoded")
    void anEncodedLineEndStaysEncoded() {
        String head = forwarded(proxy, backend, get("/a%0d%0aX:%201?b=%0d%0aY:%202"));

        assertTrue(head.startsWith("GET /a%0d%0aX:%201?b=%0d%0aY:%202 HTTP/1.1\r\n"), head);
        assertEquals("", fieldOf(head, "X"));
        assertEquals("", fieldOf(head, "Y"));
    }

    @Test
    @DisplayName("RFC 9110, 5.5: octets beyond ASCII pass as they are")
    void octetsBeyondAsciiPass() {
        assertEquals(
                "\u00e4\u00ff",
                fieldOf(forwarded(proxy, backend, head("GET / HTTP/1.1", "Host: h", "X: \u00e4\u00ff")), "X"));
    }

    @Test
    @DisplayName("RFC 9112, 2.2: empty lines before a request are skipped")
    void emptyLinesBeforeARequestAreSkipped() {
        assertFalse(forwarded(proxy, backend, "\r\n\r\n" + get("/")).startsWith("\r"));
    }
}
