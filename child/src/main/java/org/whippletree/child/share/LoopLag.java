package org.whippletree.child.share;

import java.util.concurrent.TimeUnit;

/**
 * How late the event loop runs. A loop with too much to do is late again and again; one that is late once was not scheduled in time,
 * or its JVM has paused, which is no work. Owned by the event loop.
 */
public final class LoopLag {
    private int newestMillis;
    private int lastingMillis;

    /** Something was due at that time and came now; what comes before it is due tells nothing. */
    public void came(long dueNanos, long nowNanos) {
        if (nowNanos - dueNanos >= 0) {
            int lateMillis = (int) TimeUnit.NANOSECONDS.toMillis(nowNanos - dueNanos);
            lastingMillis = Math.min(lateMillis, newestMillis);
            newestMillis = lateMillis;
        }
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
