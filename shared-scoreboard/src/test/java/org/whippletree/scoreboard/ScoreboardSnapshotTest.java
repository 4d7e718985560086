package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.scoreboard.Rows.busy;
import static org.whippletree.scoreboard.Rows.load;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScoreboardSnapshotTest {
    @Test
    void addsTheColumnsOfAllChildren() {
        ScoreboardSnapshot snapshot = snapshot(load(0, 100, 5), load(1, 101, 7));

        assertEquals(4, snapshot.workersBusy());
        assertEquals(124, snapshot.workersIdle());
        assertEquals(12, snapshot.requests());
        assertEquals(2L << 40, snapshot.bytes());
        assertEquals(42, snapshot.connections());
        assertEquals(new ConnectionCounts(2, 4, 6, 8, 10, 12), snapshot.connectionCounts());
    }

    @Test
    void countsClientsInTheSharedQueueOnce() {
        assertEquals(5, snapshot(busy(4, true, 0), busy(5, true, 0)).acceptQueue());
    }

    @Test
    void countsNothingWithoutRows() {
        ScoreboardSnapshot empty = ScoreboardSnapshot.empty();

        assertEquals(0, empty.workersBusy());
        assertEquals(0, empty.connections());
        assertEquals(0, empty.acceptQueue());
    }

    @Nested
    class Evenness {
        @Test
        void isOneWhenNobodyIsBusy() {
            assertEquals(1.0, snapshot(busy(0, true, 0), busy(1, true, 0)).evenness());
            assertEquals(1.0, ScoreboardSnapshot.empty().evenness());
        }

        @Test
        void isOneWhenAllAreEquallyBusy() {
            assertEquals(
                    1.0,
                    snapshot(busy(0, true, 7), busy(1, true, 7), busy(2, true, 7))
                            .evenness(),
                    1e-9);
        }

        @Test
        void isOneNthWhenOneChildHasItAll() {
            assertEquals(
                    0.25,
                    snapshot(busy(0, true, 9), busy(1, true, 0), busy(2, true, 0), busy(3, true, 0))
                            .evenness());
        }

        @Test
        void isJainsIndexInBetween() {
            assertEquals(
                    36.0 / (2 * 20),
                    snapshot(busy(0, true, 4), busy(1, true, 2)).evenness());
        }

        @Test
        void leavesOutChildrenThatDoNotAccept() {
            assertEquals(
                    1.0,
                    snapshot(busy(0, true, 4), busy(1, true, 4), busy(2, false, 60))
                            .evenness(),
                    1e-9);
        }
    }

    private static ScoreboardSnapshot snapshot(LoadRow... rows) {
        return new ScoreboardSnapshot(List.of(rows), List.of());
    }
}
