package org.whippletree.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionLifeTest {
    private static final long BORN = -7;

    private final ConnectionLife life = new ConnectionLife(BORN, 0);

    @Test
    void endsWithItsAge() {
        assertFalse(life.over(BORN + ConnectionLife.MAX_AGE_NANOS - 1));
        assertTrue(life.over(BORN + ConnectionLife.MAX_AGE_NANOS));
    }

    @Test
    void endsWithItsLastExchange() {
        for (int i = 1; i < ConnectionLife.MAX_EXCHANGES; i++) {
            life.exchangeBegins();
        }
        assertFalse(life.over(BORN));

        life.exchangeBegins();
        assertTrue(life.over(BORN));
    }

    @Test
    void endsUpToAFifthEarlierByChance() {
        ConnectionLife shortest = new ConnectionLife(BORN, 1);

        assertFalse(shortest.over(BORN + ConnectionLife.MAX_AGE_NANOS / 10 * 7));
        assertTrue(shortest.over(BORN + ConnectionLife.MAX_AGE_NANOS / 10 * 8));
    }

    @Test
    void endsWhenTheBackendSaysSo() {
        life.told(KeepAliveHint.of("max=0"));

        assertTrue(life.over(BORN));
    }

    @Test
    void waitsForTheNextExchangeNoLongerThanEitherSideAllows() {
        assertEquals(Duration.ZERO, life.idleLimit(Duration.ZERO));
        assertEquals(Duration.ofSeconds(3), life.idleLimit(Duration.ofSeconds(3)));
        life.told(KeepAliveHint.of("timeout=5"));

        assertEquals(Duration.ofSeconds(4), life.idleLimit(Duration.ZERO));
        assertEquals(Duration.ofSeconds(3), life.idleLimit(Duration.ofSeconds(3)));
        assertEquals(Duration.ofSeconds(4), life.idleLimit(Duration.ofSeconds(30)));
    }

    @Test
    void knowsHowLongItIsUnused() {
        life.exchangeEnded(BORN + 100);

        assertEquals(30, life.unusedNanos(BORN + 130));
        assertEquals(130, life.ageNanos(BORN + 130));
    }
}
