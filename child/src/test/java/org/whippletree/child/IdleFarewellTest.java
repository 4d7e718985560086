package org.whippletree.child;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.whippletree.config.GracePeriods;

class IdleFarewellTest {
    private final GracePeriods grace = new GracePeriods(Duration.ofSeconds(4), Duration.ofSeconds(8));

    @Test
    void isOverWhenHalfOfTheBoundIs() {
        assertEquals(Duration.ofSeconds(2), IdleFarewell.spread(grace, false));
        assertEquals(Duration.ofSeconds(4), IdleFarewell.spread(grace, true));
    }

    @Test
    void takesFiveSecondsAtTheMost() {
        assertEquals(Duration.ofSeconds(5), IdleFarewell.spread(GracePeriods.defaults(), false));
        assertEquals(Duration.ofSeconds(5), IdleFarewell.spread(GracePeriods.defaults(), true));
    }
}
