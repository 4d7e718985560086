package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The README's first command. */
class DemoIT {
    @Test
    void showsAScoreboardAndEndsWithSuccess() {
        Distribution.Outcome outcome = Distribution.run("demo", "--once", "--children", "2");

        assertEquals(0, outcome.exitCode(), outcome.toString());
        assertTrue(outcome.out().contains("Slot 0 "), outcome.out());
        assertTrue(outcome.out().contains("Slot 1 "), outcome.out());
    }
}
