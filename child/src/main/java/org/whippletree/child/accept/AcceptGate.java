package org.whippletree.child.accept;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.whippletree.child.loop.InheritedListener;

/**
 * Arms and disarms the child's listeners as the policy says. Owned by the event loop: only there is a disarmed socket sure not to
 * accept one more client.
 */
public final class AcceptGate {
    /** How long nothing is accepted after accept(2) failed, for want of descriptors most often. */
    private static final long PAUSE_AFTER_ERROR_MILLIS = 1_000;

    private static final System.Logger LOG = System.getLogger(AcceptGate.class.getName());

    /** Why the gate is as it is. */
    private enum Gate {
        /** Clients are taken. */
        ARMED,
        /** The policy says no. */
        DISARMED,
        /** accept(2) failed a moment ago. */
        PAUSED,
        /** The child leaves; it takes no client any more. */
        CLOSED
    }

    private final ScheduledExecutorService loop;
    private final AcceptPolicy policy;
    private final IntSupplier connections;
    private final IntSupplier idleWorkers;
    private final Runnable onChange;
    private final List<InheritedListener> listeners = new ArrayList<>();
    private Gate gate = Gate.DISARMED;

    /**
     * @param connections open connections, those in lingering close left out
     * @param idleWorkers workers that no exchange holds
     * @param onChange told when the gate opens or closes
     */
    public AcceptGate(
            ScheduledExecutorService loop,
            AcceptPolicy policy,
            IntSupplier connections,
            IntSupplier idleWorkers,
            Runnable onChange) {
        this.loop = loop;
        this.policy = policy;
        this.connections = connections;
        this.idleWorkers = idleWorkers;
        this.onChange = onChange;
    }

    /** Puts a listener, registered and disarmed, behind the gate. */
    public void add(InheritedListener listener) {
        listeners.add(listener);
        listener.arm(gate == Gate.ARMED);
    }

    /** Decides anew: a connection or a worker has come or gone. */
    public void reconsider() {
        if (gate == Gate.ARMED || gate == Gate.DISARMED) {
            boolean accepts = policy.accepts(connections.getAsInt(), idleWorkers.getAsInt(), armed());
            become(accepts ? Gate.ARMED : Gate.DISARMED, "connections and idle workers");
        }
    }

    /** accept(2) failed: clients stay in the queue, where a sibling may take them, until a pause is over. */
    public void acceptFailed(Throwable cause) {
        if (gate == Gate.ARMED || gate == Gate.DISARMED) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "accept failed: {0}; nothing is accepted for {1} ms (raise the limit of open files)",
                    cause.getMessage(),
                    PAUSE_AFTER_ERROR_MILLIS);
            become(Gate.PAUSED, "accept failed");
            loop.schedule(this::resume, PAUSE_AFTER_ERROR_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void resume() {
        if (gate == Gate.PAUSED) {
            become(Gate.DISARMED, "the pause is over");
            reconsider();
        }
    }

    /** Closes the child's copies of the listeners, for good. */
    public void close() {
        if (gate != Gate.CLOSED) {
            become(Gate.CLOSED, "the child leaves");
            listeners.forEach(InheritedListener::close);
        }
    }

    /** Whether clients are taken now. */
    public boolean armed() {
        return gate == Gate.ARMED;
    }

    /** Clients that wait in the accept queues, as the kernel counts them. */
    public int acceptQueue() {
        return gate == Gate.CLOSED
                ? 0
                : listeners.stream().mapToInt(InheritedListener::acceptQueue).sum();
    }

    private void become(Gate next, String reason) {
        if (next == gate) {
            return;
        }
        LOG.log(
                System.Logger.Level.DEBUG,
                "accept gate {0} -> {1}: {2} ({3} connections, {4} idle workers)",
                gate,
                next,
                reason,
                connections.getAsInt(),
                idleWorkers.getAsInt());
        gate = next;
        listeners.forEach(listener -> listener.arm(gate == Gate.ARMED));
        onChange.run();
    }
}
