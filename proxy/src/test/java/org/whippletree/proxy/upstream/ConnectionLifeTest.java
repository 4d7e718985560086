package org.whippletree.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.whippletree.config.KeepRules;

class ConnectionLifeTest {
    private static final long BORN = -7;

    private static final long AGE = KeepRules.DEFAULT_AGE.toNanos();

    private final ConnectionLife life = life(KeepRules.upTo(1), 0);

    private static ConnectionLife life(KeepRules rules, double chance) {
        return new ConnectionLife(rules, BORN, chance);
    }

    private static KeepRules rules(Duration longestAge, int mostRequests) {
        return new KeepRules(0, 1, longestAge, mostRequests);
    }

    @Test
    void endsWithItsAge() {
        assertFalse(life.over(BORN + AGE - 1));
        assertTrue(life.over(BORN + AGE));
    }

    @Test
    void endsWithItsLastExchange() {
        for (int i = 1; i < KeepRules.DEFAULT_REQUESTS; i++) {
            life.exchangeBegins();
        }
        assertFalse(life.over(BORN));

        life.exchangeBegins();
        assertTrue(life.over(BORN));
    }

    @Test
    void endsUpToAFifthEarlierByChance() {
        ConnectionLife shortest = life(KeepRules.upTo(1), 1);

        assertFalse(shortest.over(BORN + AGE / 10 * 7));
        assertTrue(shortest.over(BORN + AGE / 10 * 8));
    }

    @Test
    void endsWithTheAgeThatIsConfigured() {
        ConnectionLife brief = life(rules(Duration.ofSeconds(5), 0), 0);

        assertFalse(brief.over(BORN + Duration.ofSeconds(5).toNanos() - 1));
        assertTrue(brief.over(BORN + Duration.ofSeconds(5).toNanos()));
    }

    @Test
    void endsWithTheNumberOfRequestsThatIsConfigured() {
        ConnectionLife brief = life(rules(Duration.ZERO, 2), 0);
        brief.exchangeBegins();
        assertFalse(brief.over(BORN));

        brief.exchangeBegins();
        assertTrue(brief.over(BORN));
    }

    @Test
    void carriesOneRequestAtLeastWhateverChanceTakes() {
        ConnectionLife brief = life(rules(Duration.ZERO, 1), 1);

        assertFalse(brief.over(BORN));
        brief.exchangeBegins();
        assertTrue(brief.over(BORN));
    }

    @Test
    void endsByNoBoundThatIsZero() {
        ConnectionLife endless = life(rules(Duration.ZERO, 0), 1);
        for (int i = 0; i < 2 * KeepRules.DEFAULT_REQUESTS; i++) {
            endless.exchangeBegins();
        }

        assertFalse(endless.over(BORN + 1_000 * AGE));
    }

    @Test
    void beyondItsTtlItWaitsOnlyAsLongAsTheBackendSays() {
        Duration ttl = Duration.ofSeconds(3);
        assertFalse(life.toldToEndBy(ttl));
        assertEquals(Duration.ZERO, life.toldBeyond(ttl));
        life.told(KeepAliveHint.of("timeout=5"));
        assertFalse(life.toldToEndBy(ttl));
        assertEquals(Duration.ofSeconds(1), life.toldBeyond(ttl));
        life.told(KeepAliveHint.of("timeout=4"));

        assertTrue(life.toldToEndBy(ttl));
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
