package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChildExitTest {
    @Test
    void namesTheSignalAsHttpdDoes() {
        assertEquals("exit signal Killed (9)", new ChildExit(137).inWords());
        assertEquals("exit signal Segmentation fault (11)", new ChildExit(139).inWords());
        assertEquals("exit signal Signal 33 (33)", new ChildExit(161).inWords());
    }

    @Test
    void tellsExitCodesFromSignals() {
        assertEquals("exit code 1", new ChildExit(1).inWords());
        assertFalse(new ChildExit(143).fatal());
    }

    @Test
    void knowsTheFatalCode() {
        assertTrue(new ChildExit(15).fatal());
        assertFalse(new ChildExit(7).fatal());
    }

    @Test
    void knowsTheCodeOfAShortage() {
        assertTrue(new ChildExit(7).sick());
        assertFalse(new ChildExit(15).sick());
        assertFalse(new ChildExit(7).crashed());
        assertEquals("exit code 7 (short of resources)", new ChildExit(7).inWords());
    }

    @Test
    void knowsNothingOfAnEndThatNobodyTold() {
        ChildExit unseen = new ChildExit(ChildExit.UNSEEN);

        assertFalse(unseen.normal());
        assertTrue(unseen.mayBeNormal());
        assertFalse(unseen.fatal());
        assertFalse(unseen.crashed());
        assertEquals(
                "ended, with an exit code that is not known: an earlier supervisor had started it", unseen.inWords());
    }

    @Test
    void tellsABreakdownFromWhatSomebodyWanted() {
        assertTrue(new ChildExit(139).crashed());
        assertTrue(new ChildExit(134).crashed());
        assertTrue(new ChildExit(3).crashed());
        assertEquals("exit code 3 (out of memory)", new ChildExit(3).inWords());
        for (int wanted : new int[] {0, 1, 15, 129, 130, 131, 137, 138, 143}) {
            assertFalse(new ChildExit(wanted).crashed(), "exit value " + wanted);
        }
    }
}
