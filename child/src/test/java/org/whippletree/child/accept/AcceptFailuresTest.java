package org.whippletree.child.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AcceptFailuresTest {
    private static final long SECOND = AcceptFailures.LASTING_NANOS / 3;

    private final AcceptFailures failures = new AcceptFailures();

    @Test
    void tellsAShortageOnceThoughAClientIsAcceptedMeanwhile() {
        assertTrue(failures.failed(0));
        assertEquals(0, failures.accepted(SECOND));
        assertFalse(failures.failed(SECOND + 1));
        assertFalse(failures.failed(2 * SECOND));
    }

    @Test
    void tellsOfItsEndWithTheFirstClientAfterAWhileWithoutFailures() {
        failures.failed(0);
        failures.failed(SECOND);

        assertEquals(0, failures.accepted(3 * SECOND));
        assertEquals(2, failures.accepted(4 * SECOND));
        assertEquals(0, failures.accepted(5 * SECOND));
    }

    @Test
    void tellsTheNextShortage() {
        failures.failed(0);

        assertTrue(failures.failed(4 * SECOND));
        assertEquals(1, failures.accepted(8 * SECOND));
        assertTrue(failures.failed(9 * SECOND));
    }

    @Test
    void hasNothingToTellWithoutAFailure() {
        assertEquals(0, failures.accepted(10 * SECOND));
    }
}
