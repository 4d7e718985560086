package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConnectionCountsTest {
    private final ConnectionCounts counts = new ConnectionCounts(1, 20, 300, 4_000, 50_000, 600_000);

    @Test
    void totalsEveryConnection() {
        assertEquals(654_321, counts.total());
    }

    @Test
    void excludesOnlyTheClosingOnesFromTheAcceptFormula() {
        assertEquals(604_321, counts.lingeringExcluded());
    }

    @Test
    void addsColumnByColumn() {
        assertEquals(new ConnectionCounts(2, 40, 600, 8_000, 100_000, 1_200_000), counts.plus(counts));
    }
}
