package org.whippletree.proxy.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BoundedPatternTest {
    @Test
    void findsGroups() {
        BoundedPattern pattern = new BoundedPattern("^/a/(.*)[.]png$");

        assertEquals("x/y", pattern.find("/a/x/y.png").orElseThrow().group(1));
        assertTrue(pattern.find("/a/x.gif").isEmpty());
    }

    @Test
    void takesLongTextsThatAreEasy() {
        BoundedPattern pattern = new BoundedPattern("^/(?!static/)(.*)/([a-z]+)[.](php|html)$");

        assertTrue(pattern.find("/" + "segment/".repeat(1_000) + "index.php").isPresent());
    }

    @Test
    void givesUpWhereTimeGrowsWithoutBound() {
        BoundedPattern evil = new BoundedPattern("^/(.*a){12}$");

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThrows(PatternTooHardException.class, () -> evil.find("/" + "a".repeat(4_000) + "!")));
    }

    @Test
    void givesUpWhereTheStackGrowsWithoutBound() {
        BoundedPattern deep = new BoundedPattern("^/(?:a|b)*$");

        String tooHard = assertThrows(PatternTooHardException.class, () -> deep.find("/" + "ab".repeat(60_000)))
                .getMessage();

        assertEquals("the pattern '^/(?:a|b)*$' takes too long for a text of 120001 characters", tooHard);
    }

    @Test
    void boundsAllMatchesOfASearchTogether() {
        BoundedPattern.Search search = new BoundedPattern("a").search("a".repeat(BoundedPattern.MOST_STEPS + 1));

        assertThrows(PatternTooHardException.class, () -> {
            while (search.next()) {
                assertEquals("a", search.match().group());
            }
        });
        assertFalse(new BoundedPattern("b").search("a").next());
    }
}
