package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 seconds, 00:00:00",
        "1, 1 second, 00:00:01",
        "3600, 1 hour, 01:00:00",
        "93784, 1 day 2 hours 3 minutes 4 seconds, 1d 02:03:04"
    })
    void saysATimeInWordsAndInShort(long seconds, String words, String clock) {
        assertEquals(words, Uptime.words(seconds));
        assertEquals(clock, Uptime.clock(seconds));
    }
}
