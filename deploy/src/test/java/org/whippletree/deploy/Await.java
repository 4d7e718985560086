package org.whippletree.deploy;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a state that something publishes. */
final class Await {
    private static final int ASK_EVERY_MILLIS = 50;
    private static final int CLOSELY_MILLIS = 2;
    private static final int LIMIT_SECONDS = 90;

    private Await() {}

    /** Returns when the condition holds; fails with what was awaited when it never does. */
    static void until(String what, Callable<Boolean> condition) {
        until(what, condition, ASK_EVERY_MILLIS);
    }

    /** The same, for what comes within milliseconds many times over. */
    static void closely(String what, Callable<Boolean> condition) {
        until(what, condition, CLOSELY_MILLIS);
    }

    private static void until(String what, Callable<Boolean> condition, int everyMillis) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        try {
            while (!condition.call()) {
                if (System.nanoTime() > limit) {
                    throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what);
                }
                Thread.sleep(everyMillis);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, interrupted);
        } catch (Exception failure) {
            throw new AssertionError("while waiting: " + what, failure);
        }
    }

    /** The value that is on its way; fails with what was awaited when it does not come within the limit. */
    static <T> T value(String what, Future<T> future, int limitSeconds) {
        try {
            return future.get(limitSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, interrupted);
        } catch (TimeoutException late) {
            throw new AssertionError("not within " + limitSeconds + " s: " + what, late);
        } catch (ExecutionException failure) {
            throw new AssertionError("while waiting: " + what, failure);
        }
    }

    /** Lets so much time pass: what must not happen needs time not to happen in. */
    static void passing(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
