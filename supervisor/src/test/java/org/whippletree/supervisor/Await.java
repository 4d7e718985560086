package org.whippletree.supervisor;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a state, and fails if it does not come. */
final class Await {
    private static final int LIMIT_SECONDS = 60;
    private static final int ASK_EVERY_MILLIS = 10;

    private Await() {}

    static void until(String what, Callable<Boolean> state) throws Exception {
        long limitNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!state.call()) {
            if (System.nanoTime() > limitNanos) {
                throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
        }
    }
}
