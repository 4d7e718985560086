package org.whippletree.proxy.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All clients of this child, counted by state. Owned by the event loop. */
public final class Clients {
    private final int[] counts = new int[ClientState.values().length];
    private final Set<ClientConnection> open = new LinkedHashSet<>();
    private final Runnable onChange;
    private ServingPhase phase = ServingPhase.SERVING;

    /**
     * @param onChange told whenever a connection comes, goes or changes its state
     */
    public Clients(Runnable onChange) {
        this.onChange = onChange;
    }

    void opened(ClientConnection connection) {
        open.add(connection);
        counts[ClientState.READING.ordinal()]++;
        onChange.run();
    }

    void moved(ClientConnection connection, ClientState from, ClientState to) {
        counts[from.ordinal()]--;
        if (to == ClientState.CLOSED) {
            open.remove(connection);
        } else {
            counts[to.ordinal()]++;
        }
        onChange.run();
    }

    /** How many clients are in the state. */
    public int in(ClientState state) {
        return counts[state.ordinal()];
    }

    /** How many there are in all. */
    public int total() {
        return open.size();
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
