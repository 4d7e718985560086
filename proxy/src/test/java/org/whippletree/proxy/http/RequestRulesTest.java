package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.ProtocolOptions;

class RequestRulesTest {
    private static final HttpMethod GET = HttpMethod.GET;

    /** Fields as the decoder leaves them; a value of null means the field is absent. */
    private static HttpRequest request(HttpVersion version, HttpMethod method, String target, String... fields) {
        HttpRequest request = new DefaultHttpRequest(
                version,
                method,
                target,
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders(),
                false);
        for (int i = 0; i < fields.length; i += 2) {
            request.headers().add(fields[i], fields[i + 1]);
        }
        return request;
    }

    private static int status(HttpRequest request) {
        return RequestRules.refusal(request, ProtocolOptions.strict())
                .map(Refusal::status)
                .orElse(200);
    }

    private static int status(String... fields) {
        return status(request(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", fields));
    }

    @Test
    void admitsAPlainRequest() {
        assertEquals(200, status(request(HttpVersion.HTTP_1_1, GET, "/a?b", "Host", "h")));
        assertEquals(200, status("Host", "h", "Content-Length", "0"));
        assertEquals(200, status("Host", "h", "Transfer-Encoding", "cHUNKED"));
        assertEquals(200, status("Host", "h", "Expect", "100-Continue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "ICAP/1.0"})
    void refusesOtherVersions(String version) {
        assertEquals(505, status(request(new HttpVersion(version, true), GET, "/", "Host", "h")));
    }

    @Test
    void hostIsNeededOnceIn11AndOptionalIn10() {
        assertEquals(400, status(request(HttpVersion.HTTP_1_1, GET, "/")));
        assertEquals(200, status(request(HttpVersion.HTTP_1_0, GET, "/")));
        assertEquals(400, status(request(HttpVersion.HTTP_1_1, GET, "/", "Host", "h", "Host", "h")));
        assertEquals(400, status(request(HttpVersion.HTTP_1_0, GET, "/", "Host", "h", "Host", "h")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "a/b", "u@h", "h:x", "h:99999", "h:1:2", "a,b", "[::1", "[]", "[::1]x", "[g::]", ":80"
            })
    void refusesAHostThatIsNone(String host) {
        assertEquals(400, status("Host", host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h", "h:80", "h:", "EXAMPLE.org:65535", "127.0.0.1", "[::1]", "[::1]:8080", "a_b-c.d"})
    void takesAHostThatIsOne(String host) {
        assertEquals(200, status("Host", host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+5", "-5", "0x5", "1 1", "5abc", "5,5", "18446744073709551621", "99999999999999999999"})
    void contentLengthIsDigitsThatFit(String length) {
        assertEquals(400, status("Host", "h", "Content-Length", length));
    }

    @Test
    void refusesDoubtfulFraming() {
        assertEquals(400, status("Host", "h", "Content-Length", "5", "Content-Length", "5"));
        assertEquals(400, status("Host", "h", "Content-Length", "5", "Transfer-Encoding", "chunked"));
        assertEquals(
                400,
                status(request(
                        HttpVersion.HTTP_1_0, HttpMethod.POST, "/", "Host", "h", "Transfer-Encoding", "chunked")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xchunked",
                "identity",
                "gzip",
                "chunked, chunked",
                "chunked, identity",
                "",
                "chunked;q=1",
                "\"chunked\""
            })
    void refusesUnknownCodings(String coding) {
        assertEquals(501, status("Host", "h", "Transfer-Encoding", coding));
    }

    @Test
    void refusesTwoLinesOfCodings() {
        assertEquals(501, status("Host", "h", "Transfer-Encoding", "chunked", "Transfer-Encoding", "chunked"));
    }

    @Test
    void lookAlikeNamesDoNotFrame() {
        assertEquals(200, status("Host", "h", "Content-Xength", "x", "Transfer-Xncoding", "y"));
    }

    @ParameterizedTest
    @CsvSource({"CONNECT, 405", "TRACE, 405", "FROBNICATE, 200", "get, 200"})
    void methodsAreTokens(String method, int expected) {
        assertEquals(expected, status(request(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), "/", "Host", "h")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "host:80",
                "*",
                "/a b",
                "/a#b",
                "/a\u0000",
                "/\u00e4",
                "https://h/",
                "ftp://h/",
                "http:///x",
                "http://u@h/",
                "http://a b/"
            })
    void refusesTargetsThatAreNone(String target) {
        assertEquals(400, status(request(HttpVersion.HTTP_1_1, GET, target, "Host", "h")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/%0d%0aX:", "http://other", "HTTP://other:8080/x?y", "http://other?y"})
    void takesTargetsThatAreSome(String target) {
        assertEquals(200, status(request(HttpVersion.HTTP_1_1, GET, target, "Host", "h")));
    }

    @Test
    void aStarIsForOptionsOnly() {
        assertEquals(200, status(request(HttpVersion.HTTP_1_1, HttpMethod.OPTIONS, "*", "Host", "h")));
    }

    @ParameterizedTest
    @CsvSource({"FROBNICATE, 501", "get, 501", "GET, 200", "PROPFIND, 200", "TRACE, 405"})
    void unregisteredMethodsAreRefusedIfTheOptionsSaySo(String method, int expected) {
        HttpRequest request = request(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), "/", "Host", "h");

        assertEquals(
                expected,
                RequestRules.refusal(request, new ProtocolOptions(false, true))
                        .map(Refusal::status)
                        .orElse(200));
    }

    @Test
    void maxForwardsOfOptionsIsANumber() {
        assertEquals(400, status(options("Max-Forwards", "x")));
        assertEquals(400, status(options("Max-Forwards", "1", "Max-Forwards", "1")));
        assertEquals(200, status(options("Max-Forwards", "0")));
        assertEquals(200, status("Host", "h", "Max-Forwards", "x"));
    }

    private static HttpRequest options(String... fields) {
        HttpRequest options = request(HttpVersion.HTTP_1_1, HttpMethod.OPTIONS, "*", fields);
        options.headers().set("Host", "h");
        return options;
    }

    @Test
    void refusesOtherExpectations() {
        assertEquals(417, status("Host", "h", "Expect", "tea"));
    }
}
