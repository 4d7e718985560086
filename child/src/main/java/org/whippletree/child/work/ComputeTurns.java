package org.whippletree.child.work;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Who may compute on its thread now: only so many at a time, so that the event loop, which all clients wait for, finds a core; the
 * others in the order of their coming. Owned by the event loop.
 */
final class ComputeTurns {
    private final int most;
    private final Deque<Runnable> line = new ArrayDeque<>();
    private int taken;

    /** @param most at a time; 0: half of the cores, at least one */
    ComputeTurns(int most) {
        this.most = most > 0 ? most : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** Calls back when it is this one's turn, perhaps at once; the turn is to be {@link #leave left}. */
    void enter(Runnable begin) {
        if (taken < most) {
            taken++;
            begin.run();
        } else {
            line.add(begin);
        }
    }

    /** The turn is over. */
    void leave() {
        Runnable next = line.poll();
        if (next == null) {
            taken--;
        } else {
            next.run();
        }
    }

    /** Whether it stood in the line, and does no more. */
    boolean withdraw(Runnable begin) {
        return line.remove(begin);
    }
}
