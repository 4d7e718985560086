package org.whippletree.control;

/**
 * How long a child waits before it tries to reach a supervisor again: longer each time, up to half a second, so that the next
 * supervisor has all children soon, and none of them keeps a processor busy. Pure.
 *
 * @param millis without the jitter
 */
record RetryPause(long millis) {
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 400;
    private static final double LEAST = 0.75;
    private static final double SPREAD = 0.5;

    static RetryPause first() {
        return new RetryPause(FIRST_MILLIS);
    }

    RetryPause next() {
        return new RetryPause(Math.min(2 * millis, LONGEST_MILLIS));
    }

    /** @param random from 0 to 1: siblings that lost the same supervisor shall not come at the same moments */
    long withJitter(double random) {
        return Math.round(millis * (LEAST + SPREAD * random));
    }
}
