package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QueueReliefTest {
    private final QueueRelief relief = new QueueRelief();

    private int taken() {
        int taken = 0;
        while (relief.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void asksNobodyForClientsThatWaitOnlyAMoment() {
        relief.looked(8, false, 4, 0);
        assertEquals(0, taken());

        relief.looked(0, false, 4, 0);
        relief.looked(8, false, 4, 0);
        assertEquals(0, taken());
    }

    @Test
    void asksOneForEachThatWaitsAndEachChildItsPart() {
        relief.looked(8, false, 4, 0);
        relief.looked(8, false, 4, 0);

        assertEquals(2, taken());
        assertEquals(0, taken());
    }

    @Test
    void leavesOneThatWaitsToOneChildAtEachLook() {
        int all = 0;
        for (int place = 0; place < 4; place++) {
            QueueRelief child = new QueueRelief();
            child.looked(1, false, 4, place);
            child.looked(1, false, 4, place);
            all += child.take() ? 1 : 0;
        }

        assertEquals(1, all);
    }

    @Test
    void asksAgainOnlyAfterAnotherLook() {
        relief.looked(4, false, 1, 0);
        relief.looked(4, false, 1, 0);
        assertEquals(4, taken());

        relief.looked(1, false, 1, 0);
        assertEquals(1, taken());
    }

    @Test
    void asksNoMoreThanItsCap() {
        relief.looked(1_000, false, 1, 0);
        relief.looked(1_000, false, 1, 0);

        assertEquals(QueueRelief.MOST_PER_LOOK, taken());
    }

    @Test
    void leavesClientsToASiblingWithRoomForAWhile() {
        for (int look = 0; look < QueueRelief.PATIENT_LOOKS; look++) {
            relief.looked(4, true, 1, 0);
            assertEquals(0, taken());
        }

        relief.looked(4, true, 1, 0);
        assertEquals(4, taken());
    }

    @Test
    void forgetsOnceThereIsRoom() {
        relief.looked(8, false, 1, 0);
        relief.looked(8, false, 1, 0);
        relief.none();

        assertEquals(0, taken());
    }
}
