package org.whippletree.child.share;

/**
 * Which children keep their listeners armed: about two, the least busy, so that an idle server is not woken as a herd; more when
 * the server is busy, since then two could be flooded before the next digest tells. All children rank by the same digest, so that
 * somebody is always first; an armed child gives itself a small advantage, so that more are armed rather than fewer. A child busier
 * than its least busy sibling waits AcceptHoldOff before each accept (Puma's wait_for_less_busy_worker). Pure.
 *
 * <p>The caller asks only while the child is below its own limit; it runs the timer of the hold-off and, while unarmed, looks at the
 * accept queue every 100 ms.
 */
public final class ArmingPolicy {
    /** How many are armed on an idle server. */
    static final int LEAST_ARMED = 2;

    /** One more is armed for so much load of all children together. */
    static final double LOAD_PER_FURTHER_ARMED = 2;

    /** A child this far above its part of the load leaves clients to others, unless it is among the two least busy. */
    private static final double ABOVE_FAIR = 0.25;

    /** An armed child's advantage, in load. */
    private static final double ARMED_LOAD_BONUS = 0.5;

    /** An armed child's advantage, in connections. */
    private static final int ARMED_CONNECTIONS_BONUS = 2;

    /** The figures or the digest have changed, or the accept queue was looked at. */
    public Arming decide(SiblingView view, boolean armed) {
        Arming rule = rule(view, armed);
        boolean waits = !armed && rule.armed() && !urgent(rule) && busierThanLeast(view);
        return waits ? Arming.AFTER_HOLD_OFF : rule;
    }

    /** A client was taken just now. */
    public Arming afterAccept(SiblingView view) {
        Arming rule = rule(view, true);
        boolean waits = rule.armed() && !urgent(rule) && busierThanLeast(view);
        return waits ? Arming.AFTER_HOLD_OFF : rule;
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
        if (!view.siblings().lessBusyThan(ranked, 1)) {
            return Arming.ARMED_LEAST_BUSY;
        }
        if (!view.siblings().lessBusyThan(ranked, toArm(view)) && belowItsPart(view, armed)) {
            return Arming.ARMED_HAS_ROOM;
        }
        if (view.acceptQueue() > 0) {
            return Arming.ARMED_CLIENTS_WAIT;
        }
        return view.own().share() < 1 ? Arming.UNARMED_WARMING_UP : Arming.UNARMED_BUSIER;
    }

    private static boolean urgent(Arming rule) {
        return rule == Arming.ARMED_DIGEST_STALE || rule == Arming.ARMED_CLIENTS_WAIT;
    }

    private static int toArm(SiblingView view) {
        double total = view.own().load() + view.siblings().load();
        return LEAST_ARMED + (int) (total / LOAD_PER_FURTHER_ARMED);
    }

    /** Whether one more client would leave it near its part of the load. Else the clients it sheds would come back to it. */
    private static boolean belowItsPart(SiblingView view, boolean armed) {
        ChildFigures own = view.own();
        double above = armed ? 2 * ABOVE_FAIR : ABOVE_FAIR;
        double live = Math.max(own.load(), own.now());
        return live + 1 <= view.fairLoad(own.load(), 0) + (1 + above) * own.share();
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

    private static boolean busierThanLeast(SiblingView view) {
        if (view.siblings().accepting().isEmpty()) {
            return false;
        }
        ChildFigures own = view.own();
        return own.pressure(own.now()) >= view.siblings().accepting().get(0).pressure() + 1;
    }
}
