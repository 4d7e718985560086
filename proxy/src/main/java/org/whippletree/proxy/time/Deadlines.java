package org.whippletree.proxy.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * All timeouts of one event loop. As in httpd's event MPM, each distinct timeout value has a queue of its own, so that the order of
 * arrival is the order of expiry: starting, restarting and stopping a timer moves one list node and asks nothing of the loop.
 *
 * <p>Owned by the event loop. One task is scheduled for the next expiry, {@link #SLACK_NANOS} late at most; with no timer running,
 * nothing is scheduled and the loop sleeps.
 */
public final class Deadlines {
    /** How late a timer may fire, so that a busy loop is woken at most ten times a second (httpd's slack). */
    static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long NEVER = Long.MAX_VALUE;

    private final Scheduler loop;
    private final LongSupplier nanoClock;
    private final Map<Duration, TimeoutQueue> queues = new HashMap<>();

    /** The same queues as a list: a timer that fires may start one with a new timeout. */
    private final List<TimeoutQueue> expiryOrder = new ArrayList<>();

    private long wakeAtNanos = NEVER;

    public Deadlines(Scheduler loop, LongSupplier nanoClock) {
        this.loop = loop;
        this.nanoClock = nanoClock;
    }

    /** The timeouts of a loop, by its clock. */
    public static Deadlines on(ScheduledExecutorService loop, TurnClock clock) {
        return new Deadlines((action, delayNanos) -> loop.schedule(action, delayNanos, TimeUnit.NANOSECONDS), clock);
    }

    /** A timer, not started. */
    public Timer timer(Runnable onExpiry) {
        return new Timer(this, onExpiry);
    }

    /** The loop's clock, in nanoseconds. */
    public long nowNanos() {
        return nanoClock.getAsLong();
    }

    TimeoutQueue queue(Duration timeout) {
        TimeoutQueue queue = queues.get(timeout);
        if (queue == null) {
            queue = new TimeoutQueue(timeout.toNanos());
            queues.put(timeout, queue);
            expiryOrder.add(queue);
        }
        return queue;
    }

    void noteExpiry(long expiresAtNanos) {
        if (wakeAtNanos == NEVER || expiresAtNanos + SLACK_NANOS < wakeAtNanos) {
            schedule(expiresAtNanos);
        }
    }

    private void schedule(long expiresAtNanos) {
        long wake = expiresAtNanos + SLACK_NANOS / 2;
        wakeAtNanos = wake;
        long delayNanos = Math.max(0, wake - nowNanos());
        loop.schedule(() -> run(wake), delayNanos);
    }

    private void run(long scheduledFor) {
        if (scheduledFor != wakeAtNanos) {
            return;
        }
        wakeAtNanos = NEVER;
        long now = nowNanos();
        for (int i = 0; i < expiryOrder.size(); i++) {
            expiryOrder.get(i).expire(now);
        }
        long next = NEVER;
        for (TimeoutQueue queue : expiryOrder) {
            next = Math.min(next, queue.nextExpiryNanos(NEVER));
        }
        if (next != NEVER) {
            noteExpiry(next);
        }
    }
}
