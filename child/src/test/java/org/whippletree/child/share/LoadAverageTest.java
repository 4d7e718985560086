package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LoadAverageTest {
    private static final long MILLI = 1_000_000;

    private final LoadAverage average = new LoadAverage();

    @Test
    void beginsWithNothing() {
        assertEquals(0, average.at(7 * MILLI));
    }

    @Test
    void approachesTheWorkWithinAQuarterOfASecond() {
        average.tell(10, 6, 0, 16, 0, 0);

        assertEquals(14, average.at(250 * MILLI), 0.1);
        assertEquals(16, average.at(1_000 * MILLI), 0.1);
    }

    @Test
    void countsWorkForAsLongAsItLasts() {
        for (long millis = 0; millis < 1_000; millis += 10) {
            average.tell(4, 0, 0, 16, 0, millis * MILLI);
            average.tell(0, 0, 0, 16, 0, (millis + 5) * MILLI);
        }

        assertEquals(2, average.at(1_000 * MILLI), 0.1);
    }

    @Test
    void comesToTheSameHoweverOftenItIsAsked() {
        LoadAverage other = new LoadAverage();
        average.tell(8, 0, 0, 16, 0, 0);
        other.tell(8, 0, 0, 16, 0, 0);
        for (long millis = 0; millis < 100; millis++) {
            other.at(millis * MILLI);
        }

        assertEquals(average.at(100 * MILLI), other.at(100 * MILLI), 1e-9);
    }

    @Test
    void countsALateLoopAsRequestsButNoMoreThanThereAreWorkers() {
        average.tell(1, 0, 60, 16, 0, 0);
        assertEquals(4, average.at(2_000 * MILLI), 0.1);

        average.tell(1, 0, 60_000, 16, 0, 2_000 * MILLI);
        assertEquals(17, average.at(4_000 * MILLI), 0.1);
    }

    @Test
    void ignoresALagThatAnyLoopHas() {
        average.tell(1, 0, 19, 16, 0, 0);

        assertEquals(1, average.at(2_000 * MILLI), 0.1);
    }

    @Test
    void tellsHowLongARequestIsInHand() {
        int ended = 0;
        for (long millis = 0; millis < 1_000; millis += 10) {
            average.tell(2, 0, 0, 16, ended, millis * MILLI);
            ended += 2;
            average.tell(0, 0, 0, 16, ended, (millis + 3) * MILLI);
        }

        assertEquals(3 * MILLI, average.requestNanos(1_000 * MILLI), 0.2 * MILLI);
    }

    @Test
    void takesRequestsThatHaveNotEndedForLongOnes() {
        average.tell(1, 0, 0, 16, 0, 0);
        assertEquals(Double.POSITIVE_INFINITY, average.requestNanos(MILLI));

        average.tell(0, 0, 0, 16, 1, MILLI);
        average.tell(16, 0, 0, 16, 1, 2 * MILLI);
        assertTrue(average.requestNanos(3 * MILLI) > 5 * MILLI);
    }
}
