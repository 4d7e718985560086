package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    private static RequestTarget parse(String target) {
        return RequestTarget.parse(target).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/a/b/.., /a/",
        "/a/., /a/",
        "/a/%2e%2E/b, /b",
        "/a/.%2e/b, /b",
        "/a//../b, /a/b",
        "/.well-known/x, /.well-known/x",
        "/a/...//b, /a/...//b",
        "//a, //a",
        "/a.b/c., /a.b/c."
    })
    void takesDotSegmentsOut(String target, String path) {
        assertEquals(path, parse(target).path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..", "/../a", "/a/../..", "/%2e%2e/a", "/./../a"})
    void refusesToLeaveTheRoot(String target) {
        assertTrue(RequestTarget.parse(target).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/%61dmin, /admin",
        "/a%7Eb, /a~b",
        "/%2Fa, /%2Fa",
        "/%0d%0a, /%0d%0a",
        "/%25%36%31, /%2561",
        "/%zz%4, /%zz%4"
    })
    void readsEncodedLettersAsLetters(String target, String path) {
        assertEquals(path, parse(target).path());
    }

    @Test
    void keepsTheQueryAsItIs() {
        RequestTarget target = parse("/a/../b?c=/../%61?d");

        assertEquals("/b", target.path());
        assertEquals("?c=/../%61?d", target.query());
    }

    @Test
    void takesAnAbsoluteTargetApart() {
        assertEquals(new RequestTarget("h:80", "/a", "?b"), parse("http://h:80/a?b"));
        assertEquals(new RequestTarget("h", "/", ""), parse("HTTP://h"));
        assertEquals(new RequestTarget("h", "/", "?b"), parse("http://h?b"));
        assertEquals(new RequestTarget("", "*", ""), parse("*"));
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a%21b, /a!b",
        "/%C3%A4, /\u00e4",
        "/a%2Fb, /a/b",
        "/a%2F..%2Fb, /b",
        "/a%2f%2e%2e%2f%2e%2e%2fb, /",
        "/a%2, /a%2",
        "/100%, /100%"
    })
    void readsThePathAsACarelessBackendMight(String target, String path) {
        assertEquals(path, RequestTarget.parse(target).orElseThrow().decodedPath());
    }
}
