package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LevelingTest {
    @Test
    void aFullChildTakesClientsUpToItsPart() {
        assertTrue(Leveling.takes(Figures.view(16, 30, 16, 16)));
        assertTrue(Leveling.takes(Figures.view(18, 30, 16, 16)));
        assertFalse(Leveling.takes(Figures.view(21, 30, 16, 16)));
        assertFalse(Leveling.takes(Figures.view(30, 16, 16, 16)));
    }

    @Test
    void nobodyTakesWhenAllAreFullAlike() {
        assertFalse(Leveling.takes(Figures.view(16, 16, 16, 16)));
        assertFalse(Leveling.takes(Figures.view(24, 24, 24, 25)));
    }

    @Test
    void aChildWithAnIdleWorkerGoesByTheFormula() {
        assertFalse(Leveling.takes(Figures.view(15, 30, 16, 16)));
    }

    @Test
    void clientsThatWaitAreTakenWhenNoSiblingHasAnIdleWorker() {
        assertTrue(Leveling.takes(Figures.waiting(Figures.view(16, 16, 16, 16), 3)));
        assertTrue(Leveling.takes(Figures.waiting(Figures.view(30, 16, 16, 16), 1)));
        assertFalse(Leveling.takes(Figures.waiting(Figures.view(16, 15, 16, 16), 3)));
        assertFalse(Leveling.takes(Figures.stale(Figures.waiting(Figures.view(16, 16, 16, 16), 3))));
    }

    @Test
    void aStaleDigestLevelsNothing() {
        assertFalse(Leveling.takes(Figures.stale(Figures.view(16, 30, 16, 16))));
    }

    @Test
    void thereIsRoomForWhatSiblingsLackOrHaveIdle() {
        assertEquals(5, Leveling.room(Figures.view(30, 14, 16, 16)));
        assertEquals(13, Leveling.room(Figures.view(8, 3)));
        assertEquals(0, Leveling.room(Figures.view(40, 16, 16)));
    }
}
