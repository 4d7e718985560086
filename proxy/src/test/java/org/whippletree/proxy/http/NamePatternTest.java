package org.whippletree.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "*.example.com, www.example.com, true",
        "*.example.com, a.b.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, www.example.com.evil, false",
        "www?.example.com, www1.example.com, true",
        "www?.example.com, www.example.com, false",
        "*, anything, true",
        "a*b*c, aXbXbYc, true",
        "a*b*c, aXbXbY, false",
        "*a, aaa, true",
    })
    void matchesTheWholeName(String pattern, String name, boolean matches) {
        assertEquals(matches, new NamePattern(pattern).matches(name));
    }

    @Test
    void takesNoLongerForManyStars() {
        String name = "a".repeat(250);

        assertTimeout(Duration.ofSeconds(1), () -> assertFalse(new NamePattern("*a".repeat(100) + "*b").matches(name)));
    }
}
