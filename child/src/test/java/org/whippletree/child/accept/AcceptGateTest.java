package org.whippletree.child.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.whippletree.child.share.Arming;
import org.whippletree.scoreboard.HoldOffCounts;

/** Runs the gate on an embedded event loop, whose clock stands still until it is moved. */
class AcceptGateTest {
    private static final int ECONNABORTED = 103;
    private static final int EMFILE = 24;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FakeRoom room = new FakeRoom();
    private final FakeTurns turns = new FakeTurns();
    private int changes;
    private final AcceptGate gate =
            new AcceptGate(channel.eventLoop(), room, turns, Duration.ofMillis(5), () -> changes++);

    AcceptGateTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private static final class FakeRoom implements Room {
        private boolean left = true;
        private boolean canBeMade;
        private int made;

        @Override
        public boolean left(boolean armed) {
            return left;
        }

        @Override
        public boolean canBeMade() {
            return canBeMade;
        }

        @Override
        public void make() {
            made++;
        }

        @Override
        public String figures() {
            return "some figures";
        }
    }

    private static final class FakeTurns implements Turns {
        private Arming decision = Arming.ARMED_LEAST_BUSY;
        private Arming afterAccept = Arming.ARMED_LEAST_BUSY;
        private Arming afterHoldOff = Arming.ARMED_LEAST_BUSY;

        @Override
        public Arming decide(boolean armed) {
            return decision;
        }

        @Override
        public Arming afterAccept() {
            return afterAccept;
        }

        @Override
        public Arming afterHoldOff() {
            return afterHoldOff;
        }
    }

    @Test
    void opensWhenThereIsRoomAndItIsItsTurn() {
        gate.takeTurn();

        assertTrue(gate.armed());
        assertEquals(1, changes);
    }

    @Test
    void tellsOnlyWhatHasChanged() {
        gate.takeTurn();
        gate.takeTurn();
        gate.reconsider();

        assertEquals(1, changes);
    }

    @Test
    void closesAtTheLimitAndOpensBelowIt() {
        gate.takeTurn();
        room.left = false;
        gate.reconsider();
        assertFalse(gate.armed());
        assertFalse(gate.accepting());
        assertTrue(gate.full());

        room.left = true;
        gate.reconsider();
        assertTrue(gate.armed());
    }

    @Test
    void staysOpenAtTheLimitWhileAnIdleClientCanLeaveForANewOne() {
        room.left = false;
        room.canBeMade = true;
        gate.takeTurn();
        assertTrue(gate.armed());
        assertEquals(0, room.made);

        gate.accepted();

        assertEquals(1, room.made);
    }

    @Test
    void leavesClientsToLessBusySiblingsThoughItHasRoom() {
        gate.takeTurn();
        turns.decision = Arming.UNARMED_BUSIER;
        gate.takeTurn();
        gate.takeTurn();

        assertFalse(gate.armed());
        assertTrue(gate.accepting());
        assertEquals(new HoldOffCounts(1, 0), gate.holdOffs());
    }

    @Test
    void waitsAcceptHoldOffAfterAnAcceptIfASiblingIsLessBusy() {
        gate.takeTurn();
        turns.afterAccept = Arming.AFTER_HOLD_OFF;

        gate.accepted();
        gate.reconsider();
        assertFalse(gate.armed());
        after(4);
        assertFalse(gate.armed());

        after(1);
        assertTrue(gate.armed());
        assertEquals(new HoldOffCounts(0, 1), gate.holdOffs());
    }

    @Test
    void waitsNoLongerThanItsTurnLasts() {
        gate.takeTurn();
        turns.afterAccept = Arming.AFTER_HOLD_OFF;
        turns.afterHoldOff = Arming.UNARMED_BUSIER;

        gate.accepted();
        after(5);

        assertFalse(gate.armed());
        assertEquals(new HoldOffCounts(1, 1), gate.holdOffs());
    }

    @Test
    void takesNothingForASecondAfterAcceptFailed() {
        gate.takeTurn();

        gate.acceptFailed(new IOException("Too many open files"));
        gate.takeTurn();
        gate.reconsider();
        assertFalse(gate.armed());
        assertFalse(gate.accepting());
        after(999);
        assertFalse(gate.armed());

        after(1);
        assertTrue(gate.armed());
    }

    @Test
    void goesOnAcceptingWhenAClientWasGoneBeforeItWasAccepted() {
        // The exception's message is the native library's.
        Epoll.ensureAvailability();
        gate.takeTurn();

        gate.acceptFailed(new Errors.NativeIoException("accept", -ECONNABORTED));
        assertTrue(gate.armed());

        gate.acceptFailed(new Errors.NativeIoException("accept", -EMFILE));
        assertFalse(gate.armed());
    }

    @Test
    void takesNothingWhileItIsWithheld() {
        gate.takeTurn();

        gate.withhold(true);
        gate.reconsider();
        gate.takeTurn();
        assertFalse(gate.armed());
        assertFalse(gate.accepting());

        gate.withhold(false);
        assertTrue(gate.armed());
    }

    @Test
    void isStillWithheldWhenAPauseIsOver() {
        gate.takeTurn();
        gate.acceptFailed(new IOException("Too many open files"));

        gate.withhold(true);
        after(1_000);

        assertFalse(gate.armed());
        assertFalse(gate.accepting());
    }

    @Test
    void takesWhoeverWaitsAtALastChanceWhateverTheLimitAndTheTurn() {
        room.left = false;
        turns.decision = Arming.UNARMED_BUSIER;
        turns.afterAccept = Arming.AFTER_HOLD_OFF;
        gate.withhold(true);

        gate.acceptAll();
        assertTrue(gate.armed());
        gate.accepted();
        gate.reconsider();
        gate.takeTurn();

        assertTrue(gate.armed());
        assertFalse(gate.full());
        assertEquals(0, room.made);
    }

    @Test
    void goesOnTakingWhoeverWaitsWhenAPauseIsOver() {
        gate.acceptAll();
        room.left = false;

        gate.acceptFailed(new IOException("Too many open files"));
        assertFalse(gate.armed());
        after(1_000);

        assertTrue(gate.armed());
    }

    @Test
    void endsToTakeWhoeverWaitsWhenItIsClosed() {
        gate.acceptAll();

        gate.close();
        gate.takeTurn();

        assertFalse(gate.armed());
    }

    @Test
    void staysClosedForGoodWhenTheChildLeaves() {
        gate.takeTurn();
        gate.acceptFailed(new IOException("Too many open files"));

        gate.close();
        after(1_000);
        gate.takeTurn();
        gate.reconsider();

        assertFalse(gate.armed());
        assertEquals(0, gate.acceptQueue());
    }

    private void after(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
