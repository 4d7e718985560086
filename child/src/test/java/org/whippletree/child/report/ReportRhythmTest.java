package org.whippletree.child.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReportRhythmTest {
    private final ReportRhythm rhythm = new ReportRhythm();

    @Test
    void publishesTheFirstChangeAtOnce() {
        assertEquals(0, rhythm.delayAfterChangeMillis(5_000));
    }

    @Test
    void publishesChangesAtMostEveryTenthOfASecond() {
        rhythm.published(5_000);

        assertEquals(60, rhythm.delayAfterChangeMillis(5_040));
        assertEquals(0, rhythm.delayAfterChangeMillis(5_100));
    }

    @Test
    void aRowIsDueSoonShortlyBeforeItsTime() {
        rhythm.published(5_000);

        assertFalse(rhythm.dueSoon(5_040));
        assertTrue(rhythm.dueSoon(5_090));
        assertFalse(rhythm.dueSoon(5_100));
    }

    @Test
    void publishesASignOfLifeOnceASecond() {
        rhythm.published(5_000);

        assertFalse(rhythm.heartbeatDue(5_500));
        assertTrue(rhythm.heartbeatDue(6_000));
    }
}
