package org.whippletree.child.accept;

import java.util.concurrent.TimeUnit;

/**
 * One shortage of descriptors, told once: accept(2) may succeed now and then before it is over, whenever something else is closed.
 * Owned by the event loop.
 */
final class AcceptFailures {
    /** Without a failure for so long it is over: a few of the pauses that follow one. */
    static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(3);

    private int count;
    private long lastNanos;

    /** One more; whether it is the first of a shortage, of which somebody should be told. */
    boolean failed(long nowNanos) {
        boolean first = count == 0 || over(nowNanos);
        count = first ? 1 : count + 1;
        lastNanos = nowNanos;
        return first;
    }

    /** A client was accepted; how many failures that ends, 0 if there were none or it is too early to tell. */
    int accepted(long nowNanos) {
        if (count == 0 || !over(nowNanos)) {
            return 0;
        }
        int ended = count;
        count = 0;
        return ended;
    }

    private boolean over(long nowNanos) {
        return nowNanos - lastNanos >= LASTING_NANOS;
    }
}
