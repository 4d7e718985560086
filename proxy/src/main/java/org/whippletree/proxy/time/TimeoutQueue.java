package org.whippletree.proxy.time;

/** Running timers of one timeout value, the next to expire first. Owned by the event loop. */
final class TimeoutQueue {
    private final long timeoutNanos;
    private Timer first;
    private Timer last;

    TimeoutQueue(long timeoutNanos) {
        // A timeout of nothing is still later than now, or a timer that starts itself anew would hold the loop.
        this.timeoutNanos = Math.max(1, timeoutNanos);
    }

    long append(Timer timer, long nowNanos) {
        timer.expiresAtNanos = nowNanos + timeoutNanos;
        timer.previous = last;
        timer.next = null;
        if (last == null) {
            first = timer;
        } else {
            last.next = timer;
        }
        last = timer;
        return timer.expiresAtNanos;
    }

    void remove(Timer timer) {
        if (timer.previous == null) {
            first = timer.next;
        } else {
            timer.previous.next = timer.next;
        }
        if (timer.next == null) {
            last = timer.previous;
        } else {
            timer.next.previous = timer.previous;
        }
        timer.previous = null;
        timer.next = null;
    }

    void expire(long nowNanos) {
        while (first != null && first.expiresAtNanos - nowNanos <= 0) {
            first.expire();
        }
    }

    long nextExpiryNanos(long ifEmpty) {
        return first == null ? ifEmpty : first.expiresAtNanos;
    }
}
