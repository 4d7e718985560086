package org.whippletree.child.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.whippletree.config.ChildLimits;

class ConnectionQuotaTest {
    private static ConnectionQuota quota(int limit, int chance) {
        return new ConnectionQuota(new ChildLimits(limit, 0, 0, 0), bound -> Math.min(chance, bound - 1));
    }

    @Test
    void isUsedUpByTheLastConnectionAndSaysSoOnce() {
        ConnectionQuota quota = quota(3, 0);

        assertFalse(quota.usedUp());
        assertFalse(quota.usedUp());
        assertTrue(quota.usedUp());
        assertFalse(quota.usedUp());
    }

    @Test
    void isNeverUsedUpWithoutABound() {
        ConnectionQuota quota = quota(0, 0);

        for (int i = 0; i < 100; i++) {
            assertFalse(quota.usedUp());
        }
    }

    @Test
    void endsUpToATenthEarly() {
        assertEquals(1000, quota(1000, 0).most());
        assertEquals(957, quota(1000, 43).most());
        assertEquals(900, quota(1000, Integer.MAX_VALUE).most());
    }

    @Test
    void leavesASmallBoundAsItIs() {
        assertEquals(9, quota(9, Integer.MAX_VALUE).most());
        assertEquals(1, quota(1, Integer.MAX_VALUE).most());
    }
}
