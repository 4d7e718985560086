package org.whippletree.supervisor;

import org.whippletree.config.ProcessLimits;

/**
 * How many children there should be for the load: httpd's idle maintenance (event MPM), but from the figures of now instead of once a
 * second. A step up adds 1, 2, 4 … 32 children, a second apart; a step down retires one child a second. Pure.
 */
final class SparePolicy {
    /** Between two steps in one direction. */
    static final long STEP_MILLIS = 1_000;

    static final int FASTEST_RATE = 32;

    private SparePolicy() {}

    /**
     * The load, of children that are not about to leave.
     *
     * @param target children that should serve
     * @param idle free workers; a child that is only being started counts with all of its
     * @param settled whether every child has told its figures, and none is being started or retired
     */
    record Load(int target, int idle, boolean settled) {}

    /**
     * What the last steps were.
     *
     * @param rate how many children the next step up may add
     * @param notBeforeMillis when it may be
     */
    record Pace(int rate, long notBeforeMillis) {
        static Pace calm() {
            return new Pace(1, Long.MIN_VALUE);
        }
    }

    /** What to do. */
    enum Step {
        /** Neither too few workers are idle nor too many. */
        NONE,
        ADD,
        /** Children would be added, but there are as many as MaxRequestWorkers allows. */
        FULL,
        RETIRE
    }

    static Step step(ProcessLimits limits, Load load) {
        if (load.idle() < limits.minSpareThreads()) {
            return load.target() < limits.activeChildrenLimit() ? Step.ADD : Step.FULL;
        }
        boolean tooMany = load.idle() > limits.maxSpareThreads() && load.target() > 1;
        return tooMany && load.settled() ? Step.RETIRE : Step.NONE;
    }

    /** How many children a step up adds. */
    static int additions(ProcessLimits limits, Load load, Pace pace) {
        int threads = limits.threadsPerChild();
        int needed = (limits.minSpareThreads() - load.idle() + threads - 1) / threads;
        return Math.min(Math.min(needed, pace.rate()), limits.activeChildrenLimit() - load.target());
    }

    /** The pace after a step up. */
    static Pace after(Pace pace, long nowMillis) {
        return new Pace(Math.min(FASTEST_RATE, 2 * pace.rate()), nowMillis + STEP_MILLIS);
    }
}
