package org.whippletree.child.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** The steps that a worker makes on its thread: one after the other, those that compute when it is their turn. Owned by the event loop. */
final class WorkerSteps {
    private final int number;
    private final Executor loop;
    private final ComputeTurns turns;
    private final Runnable onMade;
    private final Deque<Step> steps = new ArrayDeque<>(1);
    private WorkerThread thread;
    private Step current;
    private boolean onThread;

    private record Step(String job, boolean computes, Runnable step, Runnable after) {}

    /** @param onMade told behind each step that was made */
    WorkerSteps(int number, Executor loop, ComputeTurns turns, Runnable onMade) {
        this.number = number;
        this.loop = loop;
        this.turns = turns;
        this.onMade = onMade;
    }

    /** Takes a step in. */
    void add(String job, boolean computes, Runnable step, Runnable after) {
        steps.add(new Step(job, computes, step, after));
        next();
    }

    private void next() {
        if (current != null || steps.isEmpty()) {
            return;
        }
        current = steps.poll();
        if (current.computes()) {
            turns.enter(begin);
        } else {
            begin.run();
        }
    }

    /** One object, so that it can be found in the line. */
    private final Runnable begin = this::begin;

    private void begin() {
        if (thread == null) {
            thread = new WorkerThread(number, loop);
        }
        onThread = true;
        thread.run(current.step(), this::made);
    }

    private void made() {
        Step done = current;
        current = null;
        onThread = false;
        if (done.computes()) {
            turns.leave();
        }
        done.after().run();
        next();
        onMade.run();
    }

    /** No step is wanted any more; that on the thread is interrupted. */
    void cancel() {
        if (onThread) {
            thread.interrupt();
        } else if (current != null && turns.withdraw(begin)) {
            steps.addFirst(current);
            current = null;
        }
        for (Step step = steps.poll(); step != null; step = steps.poll()) {
            step.after().run();
        }
    }

    /** Whether a step is being made, or waits for its turn. */
    boolean busy() {
        return current != null;
    }

    /** On whose behalf; empty if nobody's. */
    String job() {
        return current == null ? "" : current.job();
    }
}
