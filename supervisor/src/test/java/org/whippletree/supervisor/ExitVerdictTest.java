package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExitVerdictTest {
    private static ExitVerdict verdict(int exitValue, boolean expected, boolean current) {
        return ExitVerdict.of(new ChildExit(exitValue), expected, current);
    }

    @Test
    void replacesWhoeverDiesUnasked() {
        for (int exitValue : new int[] {0, 1, 2, 3, 137, 139}) {
            assertEquals(ExitVerdict.REPLACED, verdict(exitValue, false, true), "exit value " + exitValue);
            assertEquals(ExitVerdict.EXPECTED, verdict(exitValue, true, true), "exit value " + exitValue);
        }
    }

    @Test
    void endsTheServerIfNoChildCanBeSetUp() {
        assertEquals(ExitVerdict.FATAL, verdict(15, false, true));
        assertEquals(ExitVerdict.FATAL, verdict(15, true, true));
    }

    @Test
    void ignoresThatOfAnOlderGeneration() {
        assertEquals(ExitVerdict.OBSOLETE_FATAL, verdict(15, true, false));
    }

    @Test
    void triesAgainAfterAShortage() {
        assertEquals(ExitVerdict.SICK, verdict(7, false, true));
        assertEquals(ExitVerdict.SICK, verdict(7, false, false));
        assertEquals(ExitVerdict.EXPECTED, verdict(7, true, true));
    }
}
