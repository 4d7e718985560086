package org.whippletree.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepAliveHintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout=5|4000",
                "timeout=1|500",
                "timeout=2|1000",
                "Timeout=60, max=99|59000",
                "max=7,timeout=10|9000",
                "timeout=3600|3599000"
            })
    void endsBeforeTheBackendsOwnTime(String field, long millis) {
        assertEquals(new KeepAliveHint(Duration.ofMillis(millis), false), KeepAliveHint.of(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "timeout", "timeout=", "timeout=-1", "timeout=x", "timeout=99999999999", "timeout=3601"})
    void saysNothingWhereTheFieldSaysNothingOfUse(String field) {
        assertEquals(KeepAliveHint.NONE, KeepAliveHint.of(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=0", "max=0", "timeout=0,max=1"})
    void knowsTheLastAnswerOfAConnection(String field) {
        assertEquals(new KeepAliveHint(Duration.ZERO, true), KeepAliveHint.of(field));
    }

    @Test
    void saysNothingWithoutAField() {
        assertEquals(KeepAliveHint.NONE, KeepAliveHint.of(null));
    }
}
