package org.whippletree.proxy.time;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time of an event loop: it is read once in a turn, however often it is asked for, since a request asks twenty times. Late by a
 * turn at most, which is less than any timeout minds; not for what measures the loop itself. Owned by the event loop.
 */
public final class TurnClock implements LongSupplier {
    private final Executor loop;
    private final LongSupplier nanoClock;
    private boolean read;
    private long nowNanos;

    /**
     * @param loop runs what it is given at the end of its turn
     * @param nanoClock the time that is read
     */
    public TurnClock(Executor loop, LongSupplier nanoClock) {
        this.loop = loop;
        this.nanoClock = nanoClock;
    }

    /** Nanoseconds, as {@link System#nanoTime} counts them. */
    @Override
    public long getAsLong() {
        if (!read) {
            nowNanos = nanoClock.getAsLong();
            read = endsWithTheTurn();
        }
        return nowNanos;
    }

    /** The same in milliseconds: of no meaning but in comparison. */
    public long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(getAsLong());
    }

    private boolean endsWithTheTurn() {
        try {
            loop.execute(this::forget);
            return true;
        } catch (RejectedExecutionException loopEnds) {
            return false;
        }
    }

    private void forget() {
        read = false;
    }
}
