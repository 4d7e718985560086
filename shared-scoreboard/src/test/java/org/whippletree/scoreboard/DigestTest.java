package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.scoreboard.Rows.busy;
import static org.whippletree.scoreboard.Rows.stamped;

import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void foldsEachRowToWhatSiblingsNeed() {
        Digest digest = Digest.of(List.of(busy(3, true, 4)), 1_000);

        assertEquals(List.of(new ChildLoad(3, 1, true, 0, new WorkCounts(4, 60, 3, 4, 1), 3)), digest.children());
        assertEquals(1_000, digest.stampMillis());
    }

    @Test
    void ordersTheChildrenBySlot() {
        Digest digest = Digest.of(List.of(busy(2, true, 0), busy(0, true, 0), busy(1, false, 0)), 1_000);

        assertEquals(
                List.of(0, 1, 2),
                digest.children().stream().map(ChildLoad::slot).toList());
    }

    @Test
    void leavesOutAChildThatHasBeenSilentForThreeSeconds() {
        LoadRow silent = stamped(busy(0, true, 0), 1_000);
        LoadRow alive = stamped(busy(1, true, 9), 1_001);

        Digest digest = Digest.of(List.of(silent, alive), 4_000);

        assertEquals(List.of(ChildLoad.of(alive)), digest.children());
    }

    @Test
    void isFreshForLessThanThreeSeconds() {
        Digest digest = Digest.of(List.of(), 10_000);

        assertTrue(digest.freshAt(10_000));
        assertTrue(digest.freshAt(12_999));
        assertFalse(digest.freshAt(13_000));
    }

    @Test
    void isNotFreshForEverWhenTheClockIsSetBack() {
        assertFalse(Digest.of(List.of(), 3_600_000).freshAt(0));
    }

    @Test
    void isNeverFreshBeforeTheFirst() {
        assertFalse(Digest.none().freshAt(0));
        assertFalse(Digest.none().freshAt(System.currentTimeMillis()));
        assertEquals(List.of(), Digest.none().children());
    }
}
