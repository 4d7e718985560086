package org.whippletree.child.share;

import java.util.concurrent.TimeUnit;

/**
 * How late the event loop runs. A loop with too much to do is late again and again; one that is late once was not scheduled in time,
 * or its JVM has paused, which is no work. Owned by the event loop.
 */
public final class LoopLag {
    private long dueNanos;
    private boolean expected;
    private int newestMillis;
    private int lastingMillis;

    /** The loop should run at that time. */
    public void expect(long atNanos) {
        dueNanos = atNanos;
        expected = true;
    }

    /**
     * The loop runs. What comes before it is due tells nothing; what nobody expected was woken by something else, and the loop has
     * slept until then.
     */
    public void came(long nowNanos) {
        if (!expected) {
            newestMillis = 0;
            lastingMillis = 0;
        } else if (nowNanos - dueNanos >= 0) {
            int lateMillis = (int) TimeUnit.NANOSECONDS.toMillis(nowNanos - dueNanos);
            lastingMillis = Math.min(lateMillis, newestMillis);
            newestMillis = lateMillis;
        }
        expected = false;
    }

    /** The last time. */
    public int newestMillis() {
        return newestMillis;
    }

    /** The last two times, at least. */
    public int lastingMillis() {
        return lastingMillis;
    }
}
