package org.whippletree.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BackendPatienceTest {
    private final BackendPatience patience = new BackendPatience();

    @Test
    void isEndlessUntilABackendClosesAConnection() {
        patience.openAfter(5);

        assertTrue(patience.farFromClosing(1_000_000_000_000L));
    }

    @Test
    void isNearItsEndInTheLastQuarterOfTheShortestTime() {
        patience.closedAfter(2_000);
        patience.closedAfter(1_000);
        patience.closedAfter(3_000);

        assertTrue(patience.farFromClosing(750));
        assertFalse(patience.farFromClosing(751));
    }

    @Test
    void growsWhenAConnectionOutlivesIt() {
        patience.closedAfter(10);
        patience.openAfter(1_000);

        assertTrue(patience.farFromClosing(750));
        assertFalse(patience.farFromClosing(800));
    }
}
