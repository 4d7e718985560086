package org.whippletree.child;

import java.util.concurrent.TimeUnit;
import org.whippletree.child.accept.AcceptPolicy;
import org.whippletree.child.accept.Room;
import org.whippletree.child.share.ShedCause;
import org.whippletree.child.work.WorkerPool;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.client.Clients;

/** A child's room for clients, by httpd's formula over the connections that AcceptCounts names. Owned by the event loop. */
final class ClientRoom implements Room {
    /** A client idle for so long is most likely not about to ask. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AcceptPolicy policy;
    private final AcceptCounts counts;
    private final Clients clients;
    private final WorkerPool workers;
    private final Sharing sharing;

    ClientRoom(AcceptLimits limits, Clients clients, WorkerPool workers, Sharing sharing) {
        this.policy = new AcceptPolicy(limits);
        this.counts = limits.counts();
        this.clients = clients;
        this.workers = workers;
        this.sharing = sharing;
    }

    @Override
    public boolean left(boolean armed) {
        int counted = counted();
        return policy.accepts(counted, workers.idle(), armed)
                || (policy.belowMost(counted) && sharing.takesBeyondTheFormula());
    }

    private int counted() {
        return switch (counts) {
            case ALL -> clients.open();
            // Who holds a worker and has not asked yet is both read and at work.
            case ACTIVE -> clients.in(ClientState.READING) + workers.busy() - workers.expecting() + workers.queued();
        };
    }

    /** Where idle clients do not count, to let one go makes no room. */
    @Override
    public boolean canBeMade() {
        return counts == AcceptCounts.ALL && sharing.nobodyElseAccepts() && clients.anyIdle(IDLE_NANOS);
    }

    @Override
    public void make() {
        sharing.closeIdle(1, IDLE_NANOS, ShedCause.CLIENTS_WAIT);
    }

    @Override
    public String figures() {
        return counted() + " connections counted, " + workers.idle() + " idle workers";
    }
}
