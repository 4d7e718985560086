package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopLagTest {
    private final LoopLag lag = new LoopLag();

    private void late(int millis) {
        long dueNanos = Long.MAX_VALUE - 7;
        lag.expect(dueNanos);
        lag.came(dueNanos + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void aSinglePauseIsNoLastingLag() {
        late(1);
        late(80);
        assertEquals(80, lag.newestMillis());
        assertEquals(1, lag.lastingMillis());

        late(0);
        assertEquals(0, lag.lastingMillis());
    }

    @Test
    void whatIsLateTwiceLasts() {
        late(60);
        late(80);

        assertEquals(60, lag.lastingMillis());
    }

    @Test
    void whatComesEarlyTellsNothing() {
        late(60);
        late(70);
        late(-50);

        assertEquals(70, lag.newestMillis());
        assertEquals(60, lag.lastingMillis());
    }

    @Test
    void aLoopThatSleepsIsNotLateForWhatNobodyExpected() {
        late(60);
        late(70);
        lag.came(Long.MAX_VALUE);
        lag.came(Long.MAX_VALUE + TimeUnit.SECONDS.toNanos(1));

        assertEquals(0, lag.newestMillis());
        assertEquals(0, lag.lastingMillis());
    }
}
