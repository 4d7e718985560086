package org.whippletree.proxy.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long SLACK_MILLIS = 100;

    private final ManualLoop loop = new ManualLoop();
    private final Deadlines deadlines = new Deadlines(loop, loop::nowNanos);
    private final List<String> fired = new ArrayList<>();

    private Timer timer(String name) {
        return deadlines.timer(() -> fired.add(name));
    }

    @Test
    void firesInOrderOfExpiryAcrossTimeouts() {
        timer("slow").start(Duration.ofSeconds(3));
        timer("fast").start(Duration.ofSeconds(1));
        timer("medium").start(Duration.ofSeconds(2));

        loop.advanceMillis(5_000);

        assertEquals(List.of("fast", "medium", "slow"), fired);
    }

    @Test
    void firesInOrderOfStartWithinOneTimeout() {
        timer("first").start(Duration.ofSeconds(1));
        timer("second").start(Duration.ofSeconds(1));

        loop.advanceMillis(1_000 + SLACK_MILLIS);

        assertEquals(List.of("first", "second"), fired);
    }

    @Test
    void neverFiresEarlyAndAtMostTheSlackLate() {
        timer("t").start(Duration.ofSeconds(1));

        loop.advance(Duration.ofSeconds(1).toNanos() - 1);
        assertTrue(fired.isEmpty());

        loop.advanceMillis(SLACK_MILLIS);
        assertEquals(List.of("t"), fired);
    }

    @Test
    void aShortTimerStartedBehindALongOneIsNotLate() {
        timer("long").start(Duration.ofSeconds(60));
        loop.advanceMillis(10);
        timer("short").start(Duration.ofMillis(200));

        loop.advanceMillis(200 + SLACK_MILLIS);

        assertEquals(List.of("short"), fired);
    }

    @Test
    void aTimerThatIsKeptFiresAsIfItHadBeenStartedOnce() {
        Timer timer = timer("t");
        timer.keep(Duration.ofSeconds(1));
        loop.advanceMillis(900);
        timer.keep(Duration.ofSeconds(1));

        loop.advanceMillis(100 + SLACK_MILLIS);

        assertEquals(List.of("t"), fired);
    }

    @Test
    void aTimerIsNotKeptForAnotherTimeout() {
        Timer timer = timer("t");
        timer.start(Duration.ofSeconds(60));

        timer.keep(Duration.ofSeconds(1));
        loop.advanceMillis(1_000 + SLACK_MILLIS);

        assertEquals(List.of("t"), fired);
    }

    @Test
    void aRestartedTimerFiresOnceAndLater() {
        Timer timer = timer("t");
        timer.start(Duration.ofSeconds(1));
        loop.advanceMillis(900);
        timer.start(Duration.ofSeconds(1));

        loop.advanceMillis(900);
        assertTrue(fired.isEmpty());

        loop.advanceMillis(5_000);
        assertEquals(List.of("t"), fired);
    }

    @Test
    void aTouchedTimerKeepsItsTimeout() {
        Timer timer = timer("t");
        timer.start(Duration.ofSeconds(1));
        loop.advanceMillis(900);
        timer.touch();

        loop.advanceMillis(900);
        assertTrue(fired.isEmpty());

        loop.advanceMillis(100 + SLACK_MILLIS);
        assertEquals(List.of("t"), fired);
    }

    @Test
    void touchingAStoppedTimerDoesNotStartIt() {
        Timer timer = timer("t");
        timer.start(Duration.ofSeconds(1));
        timer.stop();
        timer.touch();

        loop.advanceMillis(10_000);

        assertTrue(fired.isEmpty());
    }

    @Test
    void schedulesNothingWhenNoTimerRuns() {
        assertEquals(0, loop.scheduled());
        Timer timer = timer("t");
        timer.start(Duration.ofSeconds(1));
        timer.stop();

        loop.advanceMillis(1_000 + SLACK_MILLIS);

        assertTrue(fired.isEmpty());
        assertEquals(0, loop.scheduled());
    }

    @Test
    void oneTaskServesManyTimers() {
        for (int i = 0; i < 1_000; i++) {
            timer("t" + i).start(Duration.ofSeconds(1));
        }

        assertEquals(1, loop.scheduled());
        loop.advanceMillis(1_000 + SLACK_MILLIS);
        assertEquals(1_000, fired.size());
    }

    @Test
    void aFiringTimerMayStartItselfAndOthersWithNewTimeouts() {
        Timer[] again = new Timer[1];
        again[0] = deadlines.timer(() -> {
            fired.add("again");
            again[0].start(Duration.ofSeconds(1));
            timer("new").start(Duration.ofMillis(300));
        });
        again[0].start(Duration.ofSeconds(1));

        loop.advanceMillis(1_600);
        assertEquals(List.of("again", "new"), fired);

        loop.advanceMillis(700);
        assertEquals(List.of("again", "new", "again"), fired);
    }

    @Test
    void aFiringTimerMayStopTheNextOne() {
        Timer victim = timer("victim");
        deadlines.timer(victim::stop).start(Duration.ofSeconds(1));
        victim.start(Duration.ofSeconds(1));

        loop.advanceMillis(5_000);

        assertTrue(fired.isEmpty());
    }

    @Test
    void aTimerWithoutDelayThatStartsItselfDoesNotHoldTheLoop() {
        Timer[] again = new Timer[1];
        again[0] = deadlines.timer(() -> {
            fired.add("again");
            again[0].start(Duration.ZERO);
        });
        again[0].start(Duration.ZERO);

        loop.advanceMillis(SLACK_MILLIS);

        assertTrue(fired.size() >= 1 && fired.size() < 10, "fired " + fired.size());
    }

    @Test
    void aFailingActionDoesNotKeepOthersFromFiring() {
        Logger log = Logger.getLogger(Timer.class.getName());
        log.setLevel(Level.OFF);
        deadlines
                .timer(() -> {
                    throw new IllegalStateException("expected by the test");
                })
                .start(Duration.ofSeconds(1));
        timer("next").start(Duration.ofSeconds(1));

        loop.advanceMillis(2_000);

        assertEquals(List.of("next"), fired);
    }
}
