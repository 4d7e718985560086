package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReplacementPolicyTest {
    @Test
    void letsOneGoForEachThatServes() {
        ReplacementPolicy policy = new ReplacementPolicy(4, 4);

        assertEquals(4, policy.olderThatMayServe(0));
        assertEquals(3, policy.olderThatMayServe(1));
        assertEquals(1, policy.olderThatMayServe(3));
        assertEquals(0, policy.olderThatMayServe(4));
    }

    @Test
    void keepsTheSurplusUntilEnoughServe() {
        ReplacementPolicy policy = new ReplacementPolicy(4, 2);

        assertEquals(3, policy.olderThatMayServe(1));
        assertEquals(0, policy.olderThatMayServe(2));
    }

    @Test
    void needsNoneOfThemWhileTheNewOnesGrow() {
        ReplacementPolicy policy = new ReplacementPolicy(1, 3);

        assertEquals(1, policy.olderThatMayServe(0));
        assertEquals(0, policy.olderThatMayServe(1));
    }
}
