package org.whippletree.child.accept;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.whippletree.child.loop.AcceptErrors;
import org.whippletree.child.loop.InheritedListener;
import org.whippletree.child.share.Arming;
import org.whippletree.scoreboard.HoldOffCounts;

/**
 * Arms and disarms the child's listeners: when it has room, and it is its turn. Owned by the event loop: only there is a disarmed
 * socket sure not to accept one more client.
 */
public final class AcceptGate {
    /** How long nothing is accepted after accept(2) failed, for want of descriptors most often. */
    private static final long PAUSE_AFTER_ERROR_MILLIS = 1_000;

    private static final System.Logger LOG = System.getLogger(AcceptGate.class.getName());

    private final ScheduledExecutorService loop;
    private final Room room;
    private final Turns turns;
    private final Duration holdOff;
    private final Runnable onChange;
    private final List<InheritedListener> listeners = new ArrayList<>();
    private GateState state = GateState.YIELDING;
    private Arming turn = Arming.ARMED_DIGEST_STALE;
    private long yielded;
    private long delayed;
    private final AcceptFailures failures = new AcceptFailures();
    private boolean wasFull;
    private boolean withheld;
    private boolean takesAll;
    private boolean lent;

    /**
     * @param holdOff AcceptHoldOff
     * @param onChange told when the gate changes its state
     */
    public AcceptGate(ScheduledExecutorService loop, Room room, Turns turns, Duration holdOff, Runnable onChange) {
        this.loop = loop;
        this.room = room;
        this.turns = turns;
        this.holdOff = holdOff;
        this.onChange = onChange;
    }

    /** Puts a listener, registered and disarmed, behind the gate. */
    public void add(InheritedListener listener) {
        listeners.add(listener);
        listener.arm(state.listens());
    }

    /** A connection or a worker has come or gone. */
    public void reconsider() {
        if (open()) {
            settle(turn);
        }
    }

    /** The siblings' figures have changed, or time has passed. */
    public void takeTurn() {
        if (open()) {
            settle(turns.decide(state.listens()));
        }
    }

    /** A client has been taken, and is not counted yet. */
    public void accepted() {
        int ended = failures.accepted(System.nanoTime());
        if (ended > 0) {
            LOG.log(System.Logger.Level.INFO, "clients are accepted again, after {0} failures", ended);
        }
        if (state == GateState.MAKING_ROOM) {
            room.make();
        } else if (open()) {
            settle(turns.afterAccept());
        }
    }

    private boolean open() {
        return state != GateState.PAUSED && state != GateState.CLOSED;
    }

    private void settle(Arming decided) {
        turn = decided;
        if (takesAll) {
            become(GateState.EMPTYING, "the child takes whoever waits");
        } else if (withheld) {
            become(GateState.WITHHELD, "the child may be about to leave");
        } else if (!room.left(state.listens())) {
            become(room.canBeMade() ? GateState.MAKING_ROOM : GateState.FULL, "at its limit");
        } else if (decided.armed()) {
            become(GateState.ARMED, decided.name());
        } else if (decided == Arming.AFTER_HOLD_OFF) {
            holdOff();
        } else if (state != GateState.YIELDING) {
            yielded++;
            become(GateState.YIELDING, decided.name());
        }
    }

    private void holdOff() {
        if (holdOff.isZero()) {
            become(GateState.ARMED, "AcceptHoldOff is 0");
        } else if (state != GateState.HOLDING_OFF) {
            delayed++;
            become(GateState.HOLDING_OFF, "a sibling is less busy");
            loop.schedule(this::holdOffEnded, holdOff.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void holdOffEnded() {
        if (state == GateState.HOLDING_OFF) {
            settle(turns.afterHoldOff());
        }
    }

    /** Takes no client while this is on, for a child that may be about to leave; it keeps its listeners. */
    public void withhold(boolean on) {
        withheld = on;
        takeTurn();
    }

    /** Takes every client from now on, beyond the limit too and whoever's turn it is: nobody else will. Ends with {@link #close}. */
    public void acceptAll() {
        takesAll = true;
        takeTurn();
    }

    /** accept(2) failed: clients stay in the queue, where a sibling may take them, until a pause is over. */
    public void acceptFailed(Throwable cause) {
        if (AcceptErrors.ofTheClient(cause)) {
            LOG.log(System.Logger.Level.DEBUG, "a client went before it was accepted: {0}", cause.getMessage());
        } else if (open()) {
            if (failures.failed(System.nanoTime())) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "accept failed: {0}; nothing is accepted for {1} ms, and so on until it succeeds (said once; if"
                                + " it is for want of descriptors, raise the limit of open files)",
                        cause.getMessage(),
                        PAUSE_AFTER_ERROR_MILLIS);
            }
            become(GateState.PAUSED, "accept failed");
            loop.schedule(this::resume, PAUSE_AFTER_ERROR_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void resume() {
        if (state == GateState.PAUSED) {
            become(GateState.FULL, "the pause is over");
            takeTurn();
        }
    }

    /** Closes the child's copies of the listeners, for good; while they are lent it only disarms them. */
    public void close() {
        if (state != GateState.CLOSED) {
            become(GateState.CLOSED, "the child leaves");
            closeUnlessLent();
        }
    }

    private void closeUnlessLent() {
        if (!lent) {
            listeners.forEach(InheritedListener::close);
        }
    }

    /** Keeps the listeners open, whatever happens, until they are returned; false if they have been closed already. */
    public boolean lend() {
        lent |= state != GateState.CLOSED;
        return lent;
    }

    /** Ends {@link #lend}. */
    public void returned() {
        if (lent) {
            lent = false;
            if (state == GateState.CLOSED) {
                closeUnlessLent();
            }
        }
    }

    /** Whether the listeners are armed. */
    public boolean armed() {
        return state.listens();
    }

    /** Whether the child has room for clients, though it may be a sibling's turn. */
    public boolean accepting() {
        return state.accepting();
    }

    /** Whether it is at its limit with nobody who could go. */
    public boolean full() {
        return state == GateState.FULL;
    }

    /** Whether it has been full since this was asked last. */
    public boolean fullMeanwhile() {
        boolean was = wasFull;
        wasFull = state == GateState.FULL;
        return was;
    }

    /** How often it left the next client to a sibling. */
    public HoldOffCounts holdOffs() {
        return new HoldOffCounts(yielded, delayed);
    }

    /** Clients that wait in the accept queues, as the kernel counts them; a system call per listener. */
    public int acceptQueue() {
        return state == GateState.CLOSED
                ? 0
                : listeners.stream().mapToInt(InheritedListener::acceptQueue).sum();
    }

    private void become(GateState next, String reason) {
        if (next == state) {
            return;
        }
        if (LOG.isLoggable(System.Logger.Level.DEBUG)) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "accept gate " + state + " -> " + next + ": " + reason + " (" + room.figures() + ")");
        }
        wasFull |= next == GateState.FULL;
        boolean rearm = next.listens() != state.listens();
        state = next;
        if (rearm) {
            listeners.forEach(listener -> listener.arm(state.listens()));
        }
        onChange.run();
    }
}
