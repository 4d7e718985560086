package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.RedirectRule;

class RedirectsTest {
    private static String location(RedirectRule rule, String target) {
        return new Redirects(List.of(rule))
                .find(RequestTarget.parse(target).orElseThrow(), "client.example:81")
                .map(Redirects.Redirection::location)
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "/old, https://new.example/x, /old, https://new.example/x",
        "/old, https://new.example/x, /old/a%20b?c=1, https://new.example/x/a%20b?c=1",
        "/old, https://new.example/x, /older, none",
        "/, https://new.example/, /a/b, https://new.example/a/b",
        "/old, /new, /old/a, http://client.example:81/new/a",
        "/old, https://new.example/?p=1, /old?q=2, https://new.example/?p=1"
    })
    void aPrefixIsReplaced(String path, String target, String asked, String location) {
        assertEquals(location, location(new RedirectRule(path, false, 301, target), asked));
    }

    @ParameterizedTest
    @CsvSource({
        "^/(.*)[.]php$, /$1.html, /a/b.php?c, http://client.example:81/a/b.html?c",
        "old, https://new.example/, /very/older/x, https://new.example/",
        "^/a/(.*)$, https://new.example/$1, /a/b%20c%0d%0aX:%201, https://new.example/b%20c%0d%0aX:%201",
        "^/a/(.*)$, https://new.example/?p=$1, /a/b%0d%0aX:1, https://new.example/?p=b%0d%0aX:1",
        "^/a/(.*)$, https://new.example/$1, /b, none"
    })
    void aPatternFillsItsTarget(String pattern, String target, String asked, String location) {
        assertEquals(location, location(new RedirectRule(pattern, true, 302, target), asked));
    }

    @Test
    void theFirstThatMatchesHolds() {
        Redirects redirects = new Redirects(List.of(
                new RedirectRule("/a", false, 410, ""),
                new RedirectRule("/", false, 302, "https://new.example/"),
                new RedirectRule("/b", false, 301, "https://never.example/")));

        assertEquals(
                Optional.of(new Redirects.Redirection(410, "")),
                redirects.find(RequestTarget.parse("/a/x").orElseThrow(), "h"));
        assertEquals(
                Optional.of(new Redirects.Redirection(302, "https://new.example/b")),
                redirects.find(RequestTarget.parse("/b").orElseThrow(), "h"));
    }
}
