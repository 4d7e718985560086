package org.whippletree.proxy.client;

import java.util.concurrent.TimeUnit;
import org.whippletree.config.ReadTime;

/**
 * How long a part of a request may still take to come (mod_reqtimeout): a time that its bytes lengthen, and that stands still while
 * it is not the client that is waited for. Pure.
 */
final class ReadDeadline {
    static final long NEVER = Long.MAX_VALUE;

    private final long initialNanos;
    private final long mostNanos;
    private final int minRate;
    private long spentNanos;
    private long resumedNanos;
    private boolean running;
    private long bytes;

    ReadDeadline(ReadTime rule, long nowNanos) {
        this.initialNanos = rule.bounded() ? rule.initial().toNanos() : NEVER;
        this.mostNanos = rule.most().isZero() ? NEVER : rule.most().toNanos();
        this.minRate = rule.minRate();
        this.resumedNanos = nowNanos;
        this.running = true;
    }

    void received(int count) {
        bytes += count;
    }

    void pause(long nowNanos) {
        if (running) {
            spentNanos += nowNanos - resumedNanos;
            running = false;
        }
    }

    void resume(long nowNanos) {
        if (!running) {
            resumedNanos = nowNanos;
            running = true;
        }
    }

    /** The time that is left; {@link #NEVER} if nothing bounds it. */
    long leftNanos(long nowNanos) {
        if (initialNanos == NEVER) {
            return NEVER;
        }
        long earnedNanos = minRate == 0 ? 0 : TimeUnit.SECONDS.toNanos(bytes / minRate);
        long allowedNanos = Math.min(mostNanos, initialNanos + earnedNanos);
        return allowedNanos - spentNanos - (running ? nowNanos - resumedNanos : 0);
    }
}
