package org.whippletree.child.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;

class AcceptPolicyTest {
    private final AcceptPolicy policy = new AcceptPolicy(new AcceptLimits(10, 2, AcceptCounts.ALL));

    @Test
    void acceptsWhileConnectionsFitTheIdleWorkers() {
        assertTrue(policy.accepts(29, 10, true));
        assertFalse(policy.accepts(30, 10, true));
    }

    @Test
    void acceptsNothingWithoutAnIdleWorkerHoweverFewTheConnections() {
        assertFalse(policy.accepts(1, 0, true));
    }

    @Test
    void asksForOneMoreIdleWorkersWorthOfRoomToBeginAgain() {
        assertFalse(policy.accepts(28, 10, false));
        assertTrue(policy.accepts(27, 10, false));
    }

    @Test
    void countsTheFractionOfTheFactor() {
        AcceptPolicy half = new AcceptPolicy(new AcceptLimits(10, 1.5, AcceptCounts.ALL));

        assertTrue(half.accepts(24, 10, true));
        assertFalse(half.accepts(25, 10, true));
    }

    @Test
    void neverAdmitsMoreThanFactorPlusOneTimesItsWorkers() {
        // Each admitted connection either stays idle or takes a worker: whatever the mix, the sum is bounded.
        int most = IntStream.rangeClosed(0, 10)
                .map(idle -> IntStream.iterate(0, count -> policy.accepts(count, idle, true), count -> count + 1)
                        .map(count -> count + 1)
                        .max()
                        .orElse(0))
                .max()
                .orElseThrow();

        assertEquals(30, most);
    }
}
