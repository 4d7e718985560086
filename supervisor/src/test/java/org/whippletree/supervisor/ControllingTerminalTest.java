package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ControllingTerminalTest {
    @Test
    void readsTheTerminalBehindANameOfAnyForm() {
        assertTrue(ControllingTerminal.inStat("4711 (a) b (c) S 1 4711 4711 34816 4711 4194304"));
        assertFalse(ControllingTerminal.inStat("4711 (java) S 1 4711 4711 0 -1 4194304"));
    }

    @Test
    void findsNoneForAProcessThatHasEnded() {
        assertFalse(ControllingTerminal.controls(Long.MAX_VALUE));
    }
}
