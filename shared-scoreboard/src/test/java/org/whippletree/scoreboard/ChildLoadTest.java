package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChildLoadTest {
    private final ChildLoad told = load(true, 7, 2, 0);

    private static ChildLoad load(boolean accepting, int connections, int busy, int loopLagMillis) {
        return new ChildLoad(1, 0, accepting, connections, new WorkCounts(busy, 4 - busy, 0, busy, 1), loopLagMillis);
    }

    @Test
    void aFewClientsMoreOrLessAreNoNews() {
        assertFalse(load(true, 4, 2, 0).newsTo(told));
        assertFalse(load(true, 10, 2, 0).newsTo(told));
    }

    @Test
    void asManyAsTellChildrenApartAre() {
        assertTrue(load(true, 3, 2, 0).newsTo(told));
        assertTrue(load(true, 11, 2, 0).newsTo(told));
    }

    @Test
    void workAndAGateThatClosesAreNewsAtOnce() {
        assertTrue(load(true, 7, 3, 0).newsTo(told));
        assertTrue(load(false, 7, 2, 0).newsTo(told));
    }

    @Test
    void theLagOfALoopIsNone() {
        assertFalse(load(true, 7, 2, 9).newsTo(told));
    }
}
