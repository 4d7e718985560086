package org.whippletree.child.share;

import org.whippletree.config.KeepAliveShedding;

/**
 * How many keep-alive clients a child asks to reconnect, from its load, its siblings' and what it has asked for lately. Answers may
 * be asked for as often as one likes: what was shed is told by {@link #marked} and {@link #closed}, and counts against the next
 * answer until its effect can be seen in the figures. Owned by the event loop; knows no clock.
 */
public final class ShedPolicy {
    /** How long a connection has been without a byte before it may be closed while idle. */
    public static final long IDLE_LIMIT_NANOS = 1_000_000_000;

    /** In one such time at most half of what is above the fair load is moved, and then its effect is in the own average. */
    static final long ROUND_NANOS = 250_000_000;

    /** Until a moved client is seen at its sibling: averaged, written, folded, read. */
    static final long UNSEEN_NANOS = 600_000_000;

    /** With no answer to mark for so long, idle connections are closed. */
    static final long NO_ANSWER_NANOS = 500_000_000;

    private static final long SOON_NANOS = 150_000_000;
    private static final long PATIENT_NANOS = 1_000_000_000;
    private static final double LEAST_MARGIN = 1.5;

    /** Where requests wait for workers, one client too many costs each of them a turn now and then. */
    private static final double MARGIN_OF_WAITING = 0.75;

    private static final double LARGE = 1.5;
    private static final double STOP_FRACTION = 2 / 3.0;

    private final KeepAliveShedding mode;
    private final RecentSheds recent = new RecentSheds();
    private boolean excessive;
    private long excessSinceNanos;
    private long quietSinceNanos;
    private int idleClosed;

    public ShedPolicy(KeepAliveShedding mode) {
        this.mode = mode;
    }

    /** How many of the next answers on keep-alive connections should say that they are the last. */
    public ShedOrder answersToMark(SiblingView view, long nowNanos) {
        return order(view, nowNanos).atMost(leftUnderCap(view.own(), nowNanos));
    }

    /**
     * How many keep-alive connections that have been idle for {@link #IDLE_LIMIT_NANOS}, the one idle longest first, should be
     * closed: only when the child is full, and no answer has come that could be marked.
     */
    public ShedOrder idleToClose(SiblingView view, long nowNanos) {
        ShedOrder wanted = order(view, nowNanos);
        return switch (wanted.cause()) {
            case LOCAL_RULE -> wanted.atMost(leftUnderCap(view.own(), nowNanos));
            case BUSIER_THAN_SIBLINGS, CLIENTS_WAIT -> ShedOrder.NOTHING;
            case WORKERS_BUSY ->
                answersAreMissing(nowNanos)
                        ? wanted.atMost(Math.min(idleAllowed(view), leftUnderCap(view.own(), nowNanos)))
                        : ShedOrder.NOTHING;
        };
    }

    /** An answer was marked. */
    public void marked(long nowNanos) {
        recent.add(1, nowNanos);
        quietSinceNanos = nowNanos;
        idleClosed = 0;
    }

    /** Idle connections were closed. */
    public void closed(int count, long nowNanos) {
        recent.add(count, nowNanos);
        idleClosed += count;
    }

    private ShedOrder order(SiblingView view, long nowNanos) {
        if (mode == KeepAliveShedding.OFF) {
            return ShedOrder.NOTHING;
        }
        if (mode == KeepAliveShedding.LOCAL || !view.fresh()) {
            excessive = false;
            return ownRule(view.own(), nowNanos);
        }
        return siblingsRule(view, nowNanos);
    }

    private ShedOrder ownRule(ChildFigures own, long nowNanos) {
        if (own.workersIdle() > 0) {
            return ShedOrder.NOTHING;
        }
        return ShedOrder.of(1 + own.queued() - recent.within(ROUND_NANOS, nowNanos), ShedCause.LOCAL_RULE);
    }

    private ShedOrder siblingsRule(SiblingView view, long nowNanos) {
        ChildFigures own = view.own();
        int thisRound = recent.within(ROUND_NANOS, nowNanos);
        int unseen = recent.within(UNSEEN_NANOS, nowNanos);
        double left = Math.max(0, own.load() - thisRound);
        double fair = view.fairLoad(left, unseen);
        double excess = left - fair;
        judge(excess, margin(own, fair), nowNanos);
        if (!excessive
                || !siblingsAreBetterOff(view)
                || nowNanos - excessSinceNanos < patience(excess, usualMargin(own, fair), nowNanos)) {
            return ShedOrder.NOTHING;
        }
        int half = (int) Math.ceil((own.load() - fair) / 2);
        int room = Leveling.room(view) - unseen;
        ShedCause cause = own.nearlyFull() ? ShedCause.WORKERS_BUSY : ShedCause.BUSIER_THAN_SIBLINGS;
        return ShedOrder.of(Math.min(half - thisRound, room), cause);
    }

    private static double margin(ChildFigures own, double fair) {
        return own.load() > own.workers() ? MARGIN_OF_WAITING : usualMargin(own, fair);
    }

    private static double usualMargin(ChildFigures own, double fair) {
        return own.nearlyFull() ? LEAST_MARGIN : Math.max(LEAST_MARGIN, fair / 4);
    }

    private void judge(double excess, double margin, long nowNanos) {
        boolean still = excess >= (excessive ? margin * STOP_FRACTION : margin);
        if (still && !excessive) {
            excessSinceNanos = nowNanos;
            quietSinceNanos = nowNanos;
            idleClosed = 0;
        }
        excessive = still;
    }

    /**
     * A large excess is believed soon, and so is one that is left of it; a small one, which chance brings about now and then, has
     * to last.
     */
    private long patience(double excess, double margin, long nowNanos) {
        boolean underway = excess >= STOP_FRACTION * margin && recent.within(RecentSheds.SPAN_NANOS, nowNanos) > 0;
        return underway || excess >= LARGE * margin ? SOON_NANOS : PATIENT_NANOS;
    }

    private static boolean siblingsAreBetterOff(SiblingView view) {
        return view.siblings().leastPressure() + 1 < view.own().pressure();
    }

    private boolean answersAreMissing(long nowNanos) {
        return nowNanos - quietSinceNanos >= NO_ANSWER_NANOS;
    }

    /** An idle connection can bring one request at most: to close more than the excess would be in vain. */
    private int idleAllowed(SiblingView view) {
        double excess = view.own().load() - view.fairLoad(view.own().load(), 0);
        return (int) Math.ceil(excess) - idleClosed;
    }

    private int leftUnderCap(ChildFigures own, long nowNanos) {
        return Math.max(0, cap(own) - recent.within(RecentSheds.SPAN_NANOS, nowNanos));
    }

    /** In one second a child sheds no more clients than it has workers. */
    static int cap(ChildFigures own) {
        return Math.max(4, own.workers());
    }
}
