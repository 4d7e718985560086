package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryPauseTest {
    @Test
    void growsUpToALimit() {
        assertEquals(
                List.of(100L, 200L, 400L, 400L, 400L),
                Stream.iterate(RetryPause.first(), RetryPause::next)
                        .limit(5)
                        .map(RetryPause::millis)
                        .toList());
    }

    @Test
    void keepsSiblingsApartAndIsNeverOverHalfASecond() {
        RetryPause longest = RetryPause.first().next().next().next();

        assertEquals(300, longest.withJitter(0));
        assertEquals(500, longest.withJitter(1));
        assertTrue(RetryPause.first().withJitter(0) > 0);
    }
}
