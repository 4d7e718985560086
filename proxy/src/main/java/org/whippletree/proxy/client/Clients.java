package org.whippletree.proxy.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** All clients of this child, counted by state. Owned by the event loop. */
public final class Clients {
    private final int[] counts = new int[ClientState.values().length];
    private final Set<ClientConnection> open = new LinkedHashSet<>();
    private final IdleClients idle = new IdleClients();
    private final LongSupplier nanoClock;
    private final Runnable onChange;
    private ServingPhase phase = ServingPhase.SERVING;
    private int coming;
    private long crossed;

    /**
     * @param nanoClock the loop's
     * @param onChange told whenever a connection comes, goes or changes its state
     */
    public Clients(LongSupplier nanoClock, Runnable onChange) {
        this.nanoClock = nanoClock;
        this.onChange = onChange;
    }

    /** A client has been accepted, and is on its way to the loop: it counts from here on. */
    public void comes() {
        coming++;
        onChange.run();
    }

    /** The loop takes it over, at once: it is {@link #opened}, or comes to nothing. */
    public void came() {
        coming--;
    }

    /** The loop could not take it. */
    public void cameToNothing() {
        onChange.run();
    }

    void opened(ClientConnection connection) {
        open.add(connection);
        counts[ClientState.READING.ordinal()]++;
        onChange.run();
    }

    void moved(ClientConnection connection, ClientState from, ClientState to) {
        counts[from.ordinal()]--;
        if (from == ClientState.KEEP_ALIVE) {
            idle.remove(connection.idleTime());
        } else if (to == ClientState.KEEP_ALIVE) {
            idle.add(connection.idleTime(), nanoClock.getAsLong());
        }
        if (to == ClientState.CLOSED) {
            open.remove(connection);
        } else {
            counts[to.ordinal()]++;
        }
        onChange.run();
    }

    /** How many clients are in the state. Who comes is about to be read. */
    public int in(ClientState state) {
        return counts[state.ordinal()] + (state == ClientState.READING ? coming : 0);
    }

    /** How many there are but the closing ones. */
    public int open() {
        return total() - in(ClientState.CLOSING);
    }

    /** How many there are in all. */
    public int total() {
        return open.size() + coming;
    }

    /** Whether a client has been idle for so long. */
    public boolean anyIdle(long nanos) {
        return idle.any(nanos, nanoClock.getAsLong());
    }

    /** Closes clients that have been idle for so long, the longest first; answers how many. */
    public int closeIdle(int most, long nanos) {
        return idle.close(most, nanos, nanoClock.getAsLong());
    }

    void requestCrossed() {
        crossed++;
        onChange.run();
    }

    /** Requests that came behind the FIN of an idle connection, and got no answer. */
    public long crossed() {
        return crossed;
    }

    public ServingPhase phase() {
        return phase;
    }

    /** Moves on; a phase never goes back. */
    public void become(ServingPhase next) {
        if (next.compareTo(phase) > 0) {
            phase = next;
            if (next == ServingPhase.STOPPING) {
                snapshot().forEach(ClientConnection::closeIfIdle);
            }
        }
    }

    /** Closes every connection, whatever it does: the grace is over. */
    public void closeAll() {
        snapshot().forEach(ClientConnection::closeNow);
    }

    private List<ClientConnection> snapshot() {
        return new ArrayList<>(open);
    }
}
