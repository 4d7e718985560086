package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProcessStartTest {
    private static final String REST =
            " 1 2 3 0 -1 4194304 5 0 0 0 6 7 0 0 20 0 30 0 4711 8192 9 18446744073709551615 0 0\n";

    @Test
    void readsTheStartBehindAnyName() {
        assertEquals(OptionalLong.of(4711), ProcessStart.parse("17 (java) S" + REST));
        assertEquals(OptionalLong.of(4711), ProcessStart.parse("17 (a) S 1 (b) R" + REST));
    }

    @Test
    void takesAProcessThatNobodyHasCollectedForEnded() {
        assertEquals(OptionalLong.empty(), ProcessStart.parse("17 (java) Z" + REST));
        assertEquals(OptionalLong.empty(), ProcessStart.parse("17 (java) X" + REST));
    }

    @Test
    void knowsThisProcessAndThisBoot() {
        OptionalLong start = ProcessStart.ticks(OwnProcess.pid());

        assertTrue(start.isPresent());
        assertEquals(start, ProcessStart.ticks(OwnProcess.pid()));
        assertFalse(ProcessStart.bootId().isEmpty());
    }

    @Test
    void knowsNothingOfAPidThatNoProcessHas() {
        assertEquals(OptionalLong.empty(), ProcessStart.ticks(Integer.MAX_VALUE));
    }

    @Test
    void tellsAChildFromAProcessThatHasItsPidByNow() {
        long ticks = ProcessStart.ticks(OwnProcess.pid()).orElseThrow();

        assertTrue(new SavedChild(0, 0, OwnProcess.pid(), ticks, 0).lives());
        assertFalse(new SavedChild(0, 0, OwnProcess.pid(), ticks - 1, 0).lives());
    }
}
