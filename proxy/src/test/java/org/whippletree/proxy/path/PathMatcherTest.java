package org.whippletree.proxy.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whippletree.config.PathMatch;

class PathMatcherTest {
    @ParameterizedTest
    @CsvSource({
        "^/admin, /admin/x, true",
        "^/admin, //admin/x, true",
        "^/admin, /x/admin, false",
        "admin, /x/admin, true",
        "[.]php$, /a/b.php, true",
        "[.]php$, /a/b.php5, false",
    })
    void aPatternIsSearchedInThePathWithoutRunsOfSlashes(String pattern, String path, boolean matches) {
        assertEquals(matches, new PathMatcher(new PathMatch(pattern, true)).matches(path));
    }

    @Test
    void aPrefixEndsAtABorder() {
        PathMatcher prefix = new PathMatcher(PathMatch.prefix("/a"));

        assertTrue(prefix.matches("//a//b"));
        assertEquals(false, prefix.matches("/ab"));
        assertTrue(new PathMatcher(PathMatch.every()).matches("*"));
    }
}
