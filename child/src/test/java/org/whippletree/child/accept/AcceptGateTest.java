package org.whippletree.child.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.whippletree.config.AcceptLimits;

/** Runs the gate on an embedded event loop, whose clock stands still until it is moved. */
class AcceptGateTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int connections;
    private int idleWorkers = 2;
    private int changes;
    private final AcceptGate gate = new AcceptGate(
            channel.eventLoop(),
            new AcceptPolicy(new AcceptLimits(2, 1)),
            () -> connections,
            () -> idleWorkers,
            () -> changes++);

    AcceptGateTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void opensWhenThereIsRoom() {
        gate.reconsider();

        assertTrue(gate.armed());
        assertEquals(1, changes);
    }

    @Test
    void tellsOnlyWhatHasChanged() {
        gate.reconsider();
        gate.reconsider();

        assertEquals(1, changes);
    }

    @Test
    void closesAtTheLimitAndOpensBelowIt() {
        gate.reconsider();
        connections = 4;
        gate.reconsider();
        assertFalse(gate.armed());

        connections = 2;
        gate.reconsider();
        assertTrue(gate.armed());
    }

    @Test
    void takesNothingForASecondAfterAcceptFailed() {
        gate.reconsider();

        gate.acceptFailed(new IOException("Too many open files"));
        gate.reconsider();
        assertFalse(gate.armed());
        after(999);
        assertFalse(gate.armed());

        after(1);
        assertTrue(gate.armed());
    }

    @Test
    void staysClosedForGoodWhenTheChildLeaves() {
        gate.reconsider();
        gate.acceptFailed(new IOException("Too many open files"));

        gate.close();
        after(1_000);
        gate.reconsider();

        assertFalse(gate.armed());
        assertEquals(0, gate.acceptQueue());
    }

    private void after(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
