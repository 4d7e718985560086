package org.whippletree.proxy.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class TurnClockTest {
    private final Queue<Runnable> turn = new ArrayDeque<>();
    private long nowNanos = 1_000_000;
    private int reads;
    private final TurnClock clock = new TurnClock(turn::add, this::read);

    private long read() {
        reads++;
        return nowNanos;
    }

    private void turnEnds() {
        while (!turn.isEmpty()) {
            turn.remove().run();
        }
    }

    @Test
    void readsOnceInATurn() {
        clock.getAsLong();
        nowNanos = 5_000_000;

        assertEquals(1_000_000, clock.getAsLong());
        assertEquals(1, clock.nowMillis());
        assertEquals(1, reads);
        assertEquals(1, turn.size());
    }

    @Test
    void readsAnewInTheNextTurn() {
        clock.getAsLong();
        turnEnds();
        nowNanos = 5_000_000;

        assertEquals(5_000_000, clock.getAsLong());
        assertEquals(2, reads);
    }

    @Test
    void asksNothingOfALoopWhileNobodyAsksForTheTime() {
        clock.getAsLong();
        turnEnds();

        assertEquals(0, turn.size());
    }

    @Test
    void readsEachTimeWhenTheLoopHasEnded() {
        TurnClock last = new TurnClock(
                task -> {
                    throw new RejectedExecutionException("the loop has ended");
                },
                this::read);

        last.getAsLong();
        nowNanos = 5_000_000;

        assertEquals(5_000_000, last.getAsLong());
    }
}
