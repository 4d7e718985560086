package org.whippletree.deploy;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a state that something publishes. */
final class Await {
    private static final int ASK_EVERY_MILLIS = 50;
    private static final int LIMIT_SECONDS = 90;

    private Await() {}

    /** Returns when the condition holds; fails with what was awaited when it never does. */
    static void until(String what, Callable<Boolean> condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        try {
            while (!condition.call()) {
                if (System.nanoTime() > limit) {
                    throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what);
                }
                Thread.sleep(ASK_EVERY_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, interrupted);
        } catch (Exception failure) {
            throw new AssertionError("while waiting: " + what, failure);
        }
    }
}
