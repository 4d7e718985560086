package org.whippletree.child.share;

/**
 * Sharing clients when every worker of every child is leased. Requests wait everywhere then, longest where most clients are, and
 * httpd's accept formula knows no room: a child beyond it takes clients all the same if it has less than its part of the work, or
 * if clients wait that no sibling could serve sooner. In a child's line a request waits its turn, and is counted; in the accept
 * queue it waits until somebody leaves. The whole server holds no more clients than the formula allows an idle one. Pure.
 */
public final class Leveling {
    /** The client that comes fits the part too. */
    private static final double ONE_CLIENT = 1;

    /** Loads are averages, clients are whole: what lacks more than half a client lacks one. */
    private static final double HALF_A_CLIENT = 0.5;

    private Leveling() {}

    /** Whether a child that has no idle worker takes a client. */
    public static boolean takes(SiblingView view) {
        ChildFigures own = view.own();
        if (!view.fresh() || own.workersIdle() > 0) {
            return false;
        }
        double live = Math.max(own.load(), own.now());
        boolean waitNowhereElse = view.acceptQueue() > 0 && view.siblings().workersIdle() == 0;
        return waitNowhereElse || live + ONE_CLIENT <= view.fairLoad(own.load(), 0) + HALF_A_CLIENT;
    }

    /** How many clients the siblings that accept have room for: their idle workers, or what they lack of their parts. */
    static int room(SiblingView view) {
        double total = view.own().load() + view.siblings().load();
        double whole = view.own().share() + view.siblings().shares();
        int room = 0;
        for (ChildFigures sibling : view.siblings().accepting()) {
            int lacking = (int) (total * sibling.share() / whole - sibling.load() + HALF_A_CLIENT);
            room += Math.max(sibling.workersIdle(), lacking);
        }
        return room;
    }
}
