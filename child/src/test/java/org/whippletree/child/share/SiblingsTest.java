package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SiblingsTest {
    @Test
    void setsTheChildThatAsksApart() {
        Siblings siblings = Siblings.of(List.of(Figures.child(0, 1), Figures.child(1, 2), Figures.child(2, 3)), 1, 1);

        assertEquals(2, siblings.count());
        assertEquals(4, siblings.load());
        assertEquals(Figures.child(1, 2), siblings.self().orElseThrow());
    }

    @Test
    void takesAnOlderGenerationInTheSameSlotForASibling() {
        assertEquals(1, Siblings.of(List.of(Figures.child(0, 1)), 0, 2).count());
    }

    @Test
    void countsTheLoadOfSiblingsAtTheirLimitButNotTheirRoom() {
        Siblings siblings = Siblings.of(List.of(Figures.child(1, 20), Figures.child(2, 6)), 0, 1);

        assertEquals(26, siblings.load());
        assertEquals(List.of(Figures.child(2, 6)), siblings.accepting());
    }

    @Test
    void ranksByLoadThenByConnectionsThenBySlot() {
        ChildFigures quiet = Figures.child(3, 1);
        ChildFigures few = Figures.child(2, 2).with(2, 5);
        ChildFigures many = Figures.child(1, 2).with(2, 9);
        ChildFigures last = Figures.child(4, 2).with(2, 9);
        Siblings siblings = Siblings.of(List.of(last, many, few, quiet), 0, 1);

        assertEquals(List.of(quiet, few, many, last), siblings.accepting());
        assertTrue(siblings.lessBusyThan(many, 2));
        assertFalse(siblings.lessBusyThan(many, 3));
    }

    @Test
    void knowsNoShareOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> Figures.child(0, 0, 0));
    }
}
