package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.scoreboard.Rows.child;

import java.util.List;
import org.junit.jupiter.api.Test;

class DetailRowTest {
    @Test
    void showsOneLetterPerWorkerInTheOrderOfTheirNumbers() {
        DetailRow row = new DetailRow(child(0), List.of(worker(2, 'K'), worker(0, 'W'), worker(1, '_')), List.of(), 0);

        assertEquals("W_K", row.letters());
    }

    @Test
    void showsNoLetterWithoutWorkers() {
        assertEquals("", new DetailRow(child(0), List.of(), List.of(), 0).letters());
    }

    private static WorkerLine worker(int number, char letter) {
        return new WorkerLine(number, letter, 0, 0, 0, "", "");
    }
}
