package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RecentShedsTest {
    private static final long MILLI = 1_000_000;

    private final RecentSheds recent = new RecentSheds();

    @Test
    void countsWhatIsWithinTheTime() {
        recent.add(2, 1_000 * MILLI);
        recent.add(1, 1_400 * MILLI);

        assertEquals(1, recent.within(250 * MILLI, 1_500 * MILLI));
        assertEquals(3, recent.within(500 * MILLI, 1_500 * MILLI));
    }

    @Test
    void forgetsWhatIsLongAgo() {
        recent.add(2, 1_000 * MILLI);

        assertEquals(0, recent.within(1_000 * MILLI, 2_100 * MILLI));
        assertEquals(0, recent.within(1_000 * MILLI, 60_000 * MILLI));
    }

    @Test
    void countsOnATimeLineThatBeginsBelowZero() {
        recent.add(2, -30 * MILLI);

        assertEquals(2, recent.within(100 * MILLI, 20 * MILLI));
    }
}
