package org.whippletree.child;

/**
 * How fast a child that drains closes its idle clients: evenly over some seconds, so that they do not all come back at once. A few
 * idle ones stay to the end of that time, and can ask once more. Pure: times come in as parameters.
 *
 * @param idleAtFirst clients that were idle when it began
 * @param beganNanos when it began
 * @param spreadNanos how long it takes; positive
 */
record DrainPace(int idleAtFirst, long beganNanos, long spreadNanos) {
    /** How many of those that are idle now should leave. */
    int leave(int idle, long nowNanos) {
        long leftNanos = spreadNanos - (nowNanos - beganNanos);
        if (leftNanos <= 0) {
            return idle;
        }
        int mayStay = (int) Math.ceil((double) idleAtFirst * leftNanos / spreadNanos);
        return Math.max(0, idle - mayStay);
    }

    /** Whether its time is over. */
    boolean over(long nowNanos) {
        return nowNanos - beganNanos >= spreadNanos;
    }
}
