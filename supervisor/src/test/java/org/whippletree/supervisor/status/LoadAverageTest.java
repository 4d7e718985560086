package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadAverageTest {
    @Test
    void readsTheFirstThreeFigures() {
        assertEquals(Optional.of(new LoadAverage(0.12, 3.4, 56)), LoadAverage.parse("0.12 3.4 56 2/311 9999\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.1 0.2", "a b c", "-1 0 0"})
    void knowsNothingFromALineOfAnotherForm(String line) {
        assertEquals(Optional.empty(), LoadAverage.parse(line));
    }
}
