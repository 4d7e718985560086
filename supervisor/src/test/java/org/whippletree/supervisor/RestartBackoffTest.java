package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    private static RestartBackoff afterYoungDeaths(int count) {
        RestartBackoff backoff = RestartBackoff.none();
        for (int i = 0; i < count; i++) {
            backoff = backoff.afterDeath(1_000, 10);
        }
        return backoff;
    }

    @Test
    void replacesTheFirstTwoAtOnce() {
        assertEquals(0, afterYoungDeaths(1).delayMillis());
        assertEquals(0, afterYoungDeaths(2).delayMillis());
    }

    @Test
    void doublesTheDelayUpToTenSeconds() {
        assertEquals(250, afterYoungDeaths(3).delayMillis());
        assertEquals(500, afterYoungDeaths(4).delayMillis());
        assertEquals(8_000, afterYoungDeaths(8).delayMillis());
        assertEquals(10_000, afterYoungDeaths(9).delayMillis());
        assertEquals(10_000, afterYoungDeaths(1_000).delayMillis());
    }

    @Test
    void delaysFromTheLastDeath() {
        assertEquals(1_250, afterYoungDeaths(3).notBeforeMillis());
    }

    @Test
    void waitsASecondWhenAResourceLacksAndLongerIfItGoesOn() {
        RestartBackoff first = RestartBackoff.none().afterSickness(1_000);

        assertEquals(1_000, first.delayMillis());
        assertEquals(2_000, first.afterSickness(2_000).delayMillis());
        assertEquals(4_000, first.afterSickness(2_000).afterDeath(4_000, 10).delayMillis());
    }

    @Test
    void endsTheRowWhenAChildLivedLong() {
        RestartBackoff backoff = afterYoungDeaths(5).afterDeath(2_000, RestartBackoff.YOUNG_MILLIS);

        assertEquals(0, backoff.delayMillis());
        assertEquals(1, backoff.afterDeath(2_001, 0).youngDeaths());
    }

    @Test
    void endsTheRowAfterAMinuteWithoutADeath() {
        assertEquals(1, afterYoungDeaths(5).afterDeath(61_001, 0).youngDeaths());
        assertEquals(6, afterYoungDeaths(5).afterDeath(60_999, 0).youngDeaths());
    }
}
