package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PoolPolicyTest {
    private final PoolPolicy policy = new PoolPolicy(4, 6, 2);

    @Test
    void startsNoMoreAtOnceThanThereAreProcessors() {
        assertEquals(2, policy.toSpawn(new PoolPolicy.Pool(0, 0, 0)));
        assertEquals(1, policy.toSpawn(new PoolPolicy.Pool(2, 1, 0)));
        assertEquals(0, policy.toSpawn(new PoolPolicy.Pool(2, 2, 0)));
    }

    @Test
    void startsOnlyTheMissingOnes() {
        assertEquals(1, policy.toSpawn(new PoolPolicy.Pool(3, 0, 0)));
        assertEquals(0, policy.toSpawn(new PoolPolicy.Pool(4, 0, 0)));
        assertEquals(0, policy.toSpawn(new PoolPolicy.Pool(5, 0, 0)));
    }

    @Test
    void fillsThePlaceOfADrainingChildBeforeItIsGone() {
        assertEquals(1, policy.toSpawn(new PoolPolicy.Pool(4, 0, 1)));
        assertEquals(0, policy.toSpawn(new PoolPolicy.Pool(5, 1, 1)));
    }

    @Test
    void staysWithinTheSlots() {
        assertEquals(0, policy.toSpawn(new PoolPolicy.Pool(6, 0, 4)));
    }

    @Test
    void seesThatDrainingChildrenHoldTheSlotsWhichOthersNeed() {
        assertTrue(policy.drainingFillSlots(new PoolPolicy.Pool(6, 0, 3)));
        assertFalse(policy.drainingFillSlots(new PoolPolicy.Pool(6, 0, 2)));
        assertFalse(policy.drainingFillSlots(new PoolPolicy.Pool(5, 0, 3)));
    }
}
