package org.whippletree.child.share;

import org.whippletree.scoreboard.ChildLoad;

/**
 * How busy a child is: a sibling's figures as the digest brings them, or a child's own, live.
 *
 * @param accepting whether it is below its own limit and willing to take clients; not whether its listeners are armed
 * @param load workers leased and requests queued, with the event loop's lag, averaged by {@link LoadAverage}
 * @param workersBusy workers leased at this moment
 * @param workersIdle workers that no exchange holds
 * @param queued requests that wait for a worker
 * @param connections open client connections, those in lingering close left out
 * @param share of a warm child's work that this one should have, above 0 and at most 1: {@link WarmUp}
 */
public record ChildFigures(
        int slot,
        int generation,
        boolean accepting,
        double load,
        int workersBusy,
        int workersIdle,
        int queued,
        int connections,
        double share) {
    /** Three quarters of a request are a whole one: a connection that is always in use counts, one in use half the time does not. */
    private static final double ROUNDED_UP = 0.25;

    public ChildFigures {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
        }
    }

    /** All workers. */
    int workers() {
        return workersBusy + workersIdle;
    }

    /** The work at this moment, not averaged. */
    int now() {
        return workersBusy + queued;
    }

    /** At most one worker in sixteen is idle, or requests queue. */
    boolean nearlyFull() {
        return queued > 0 || workersIdle <= workers() / 16;
    }

    /**
     * How busy one more request would make it, for its share: equals the load of a warm child. An idle child that is cold is
     * busier than an idle one that is warm.
     */
    double pressure() {
        return pressure(load);
    }

    double pressure(double ofLoad) {
        return (ofLoad + 1) / share - 1;
    }

    /** Whether it would take a client before the other: less pressure in whole requests, then clearly fewer connections, then slot. */
    boolean lessBusyThan(ChildFigures other) {
        return compare(this, other) < 0;
    }

    static int compare(ChildFigures one, ChildFigures other) {
        int byPressure = Long.compare(one.wholePressure(), other.wholePressure());
        if (byPressure != 0) {
            return byPressure;
        }
        int byConnections = Integer.compare(
                one.connections / ChildLoad.CONNECTIONS_ALIKE, other.connections / ChildLoad.CONNECTIONS_ALIKE);
        if (byConnections != 0) {
            return byConnections;
        }
        int bySlot = Integer.compare(one.slot, other.slot);
        return bySlot != 0 ? bySlot : Integer.compare(one.generation, other.generation);
    }

    private long wholePressure() {
        return (long) (pressure() + ROUNDED_UP);
    }

    ChildFigures with(double otherLoad, int otherConnections) {
        return new ChildFigures(
                slot, generation, accepting, otherLoad, workersBusy, workersIdle, queued, otherConnections, share);
    }
}
