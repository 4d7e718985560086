package org.whippletree.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainPaceTest {
    private static final long BEGAN = TimeUnit.HOURS.toNanos(1);
    private final DrainPace pace = new DrainPace(100, BEGAN, TimeUnit.SECONDS.toNanos(5));

    private static long after(long millis) {
        return BEGAN + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void letsNobodyLeaveAtFirst() {
        assertEquals(0, pace.leave(100, after(0)));
    }

    @Test
    void letsClientsLeaveEvenly() {
        assertEquals(10, pace.leave(100, after(500)));
        assertEquals(10, pace.leave(90, after(1_000)));
        assertEquals(50, pace.leave(100, after(2_500)));
    }

    @Test
    void countsThoseWhoLeftByThemselves() {
        assertEquals(0, pace.leave(40, after(2_500)));
        assertEquals(1, pace.leave(51, after(2_500)));
    }

    @Test
    void letsAFewStayToTheEnd() {
        DrainPace few = new DrainPace(1, BEGAN, TimeUnit.SECONDS.toNanos(5));

        assertEquals(0, few.leave(1, after(4_999)));
        assertEquals(1, few.leave(1, after(5_000)));
    }

    @Test
    void letsAllLeaveWhenItsTimeIsOver() {
        assertFalse(pace.over(after(4_999)));
        assertTrue(pace.over(after(5_000)));
        assertEquals(7, pace.leave(7, after(5_000)));
        assertEquals(3, new DrainPace(0, BEGAN, 1).leave(3, after(1)));
    }

    @Test
    void letsOnesThatBecameIdleMeanwhileLeaveInTheirTurn() {
        assertEquals(70, pace.leave(120, after(2_500)));
    }
}
