package org.whippletree.child.share;

/**
 * Which children keep their listeners armed: about two, the least busy, so that an idle server is not woken as a herd; more when
 * the server is busy, since then two could be flooded before the next digest tells. All children rank by the same digest, so that
 * somebody is always first; an armed child gives itself a small advantage, so that more are armed rather than fewer. A child above
 * its part of the load is not armed unless it is first: the clients that it sheds would come back to it. A child busier than its
 * least busy sibling waits AcceptHoldOff before each accept, as Puma's workers do. Pure.
 *
 * <p>The caller asks only while the child is below its own limit; it runs the timer of the hold-off and, while unarmed, looks at the
 * accept queue every 100 ms.
 */
public final class ArmingPolicy {
    /** How many are armed on an idle server. */
    private static final int LEAST_ARMED = 2;

    /** One more is armed for so much load of all children together. */
    private static final double LOAD_PER_FURTHER_ARMED = 2;

    /** A child so far above its part of the load leaves clients to others, unless it is the least busy. */
    private static final double ABOVE_FAIR = 0.25;

    /**
     * So much busier than the least busy sibling a child is not armed: on a full machine a busy child is awake and takes the client
     * before an idle one has been scheduled.
     */
    private static final double CLEARLY_BUSIER = 2;

    /** So far above its part the least busy child steps back too: it has taken clients of which the others have not read yet. */
    private static final double FIRST_ABOVE_FAIR = 2;

    /** An armed child's advantage, in load. */
    private static final double ARMED_LOAD_BONUS = 0.5;

    /** An armed child's advantage, in connections. */
    private static final int ARMED_CONNECTIONS_BONUS = 2;

    /** The figures or the digest have changed, or the accept queue was looked at. Not asked while a hold-off runs. */
    public Arming decide(SiblingView view, boolean armed) {
        Arming rule = rule(view, armed);
        return armed ? rule : behindTheLeastBusy(rule, view);
    }

    /** A client was taken just now; its request has not been read and is not among the figures. */
    public Arming afterAccept(SiblingView view) {
        return behindTheLeastBusy(rule(view, true), view);
    }

    /** AcceptHoldOff is over: nobody else took the client, or the child's turn has passed. */
    public Arming afterHoldOff(SiblingView view) {
        return rule(view, true);
    }

    private static Arming rule(SiblingView view, boolean armed) {
        if (!view.fresh()) {
            return Arming.ARMED_DIGEST_STALE;
        }
        ChildFigures ranked = asRanked(view, armed);
        boolean first = !view.siblings().lessBusyThan(ranked, 1);
        if (first && (above(view) <= FIRST_ABOVE_FAIR || !othersAreBelowTheirPart(view))) {
            return Arming.ARMED_LEAST_BUSY;
        }
        double most = armed ? 2 * ABOVE_FAIR : ABOVE_FAIR;
        if (above(view) <= most
                && aboveLeast(view) < CLEARLY_BUSIER
                && !view.siblings().lessBusyThan(ranked, toArm(view))) {
            return Arming.ARMED_HAS_ROOM;
        }
        if (view.acceptQueue() > 0) {
            return Arming.ARMED_CLIENTS_WAIT;
        }
        return view.own().share() < 1 ? Arming.UNARMED_WARMING_UP : Arming.UNARMED_BUSIER;
    }

    private static Arming behindTheLeastBusy(Arming rule, SiblingView view) {
        boolean own = rule == Arming.ARMED_LEAST_BUSY || rule == Arming.ARMED_HAS_ROOM;
        // What is over before the hold-off is would be no reason for it: the child would only stand idle.
        return own && !view.brief() && nowAboveLeast(view) >= 1 ? Arming.AFTER_HOLD_OFF : rule;
    }

    private static int toArm(SiblingView view) {
        double total = view.own().load() + view.siblings().load();
        return LEAST_ARMED + (int) (total / LOAD_PER_FURTHER_ARMED);
    }

    /**
     * How far the child is above its part of the load, in whole children. A cold one is far above as soon as it has a request: one
     * more has to fit the share.
     */
    private static double above(SiblingView view) {
        ChildFigures own = view.own();
        double live = Math.max(own.load(), own.now());
        return (live + 1 - view.fairLoad(own.load(), 0)) / own.share() - 1;
    }

    private static boolean othersAreBelowTheirPart(SiblingView view) {
        if (view.siblings().accepting().size() < LEAST_ARMED) {
            return false;
        }
        ChildFigures second = view.siblings().accepting().get(LEAST_ARMED - 1);
        double part = view.fairLoad(view.own().load(), 0) / view.own().share();
        return second.pressure() <= part;
    }

    /**
     * The child's own figures for the ranking: never busier than what the siblings have read of it. Else it would step back before
     * the next in line can know, and nobody would be armed.
     */
    private static ChildFigures asRanked(SiblingView view, boolean armed) {
        ChildFigures own = view.own();
        double load = own.load();
        int connections = own.connections();
        if (view.siblings().self().isPresent()) {
            ChildFigures read = view.siblings().self().get();
            load = Math.min(load, read.load());
            connections = Math.min(connections, read.connections());
        }
        if (armed) {
            load = Math.max(0, load - ARMED_LOAD_BONUS);
            connections = Math.max(0, connections - ARMED_CONNECTIONS_BONUS);
        }
        return own.with(load, connections);
    }

    /** How much busier it is at this moment than the least busy sibling. */
    private static double nowAboveLeast(SiblingView view) {
        return view.own().pressure(view.own().now()) - view.siblings().leastPressure();
    }

    private static double aboveLeast(SiblingView view) {
        double live = Math.max(view.own().load(), view.own().now());
        return view.own().pressure(live) - view.siblings().leastPressure();
    }
}
