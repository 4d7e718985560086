package org.whippletree.proxy.time;

import java.time.Duration;

/** One timeout of one connection. Owned by the event loop; starting a running timer starts it anew. */
public final class Timer {
    private static final System.Logger LOG = System.getLogger(Timer.class.getName());

    private final Deadlines deadlines;
    private final Runnable onExpiry;
    private TimeoutQueue queue;

    /** Most timers are started with the same timeout again and again. */
    private Duration lastTimeout;

    private TimeoutQueue lastQueue;

    Timer previous;
    Timer next;
    long expiresAtNanos;

    Timer(Deadlines deadlines, Runnable onExpiry) {
        this.deadlines = deadlines;
        this.onExpiry = onExpiry;
    }

    /** Fires once after {@code timeout}, unless stopped or started again before. */
    public void start(Duration timeout) {
        stop();
        queue = queueOf(timeout);
        deadlines.noteExpiry(queue.append(this, deadlines.nowNanos()));
    }

    /** Starts unless it runs with this timeout already: what comes meanwhile does not put it off. */
    public void keep(Duration timeout) {
        if (queue == null || queue != queueOf(timeout)) {
            start(timeout);
        }
    }

    private TimeoutQueue queueOf(Duration timeout) {
        if (!timeout.equals(lastTimeout)) {
            lastTimeout = timeout;
            lastQueue = deadlines.queue(timeout);
        }
        return lastQueue;
    }

    /** Never fires, until started again. */
    public void stop() {
        if (queue != null) {
            queue.remove(this);
            queue = null;
        }
    }

    /** Starts anew with the same timeout, if running. */
    public void touch() {
        if (queue != null) {
            queue.remove(this);
            queue.append(this, deadlines.nowNanos());
        }
    }

    void expire() {
        stop();
        try {
            onExpiry.run();
        } catch (RuntimeException failure) {
            // One connection's mistake must not keep the timers behind it from firing.
            LOG.log(System.Logger.Level.ERROR, "a timer's action failed", failure);
        }
    }
}
