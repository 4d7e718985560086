package org.whippletree.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for a state that something publishes, or for a value. The pauses between looks grow: what comes soon is seen soon. */
public final class Await {
    private static final long FIRST_PAUSE_MICROS = 1_000;
    private static final long LONGEST_PAUSE_MICROS = 50_000;
    private static final int LIMIT_SECONDS = 90;

    private Await() {}

    /** Returns when the condition holds; fails with what was awaited when it never does. */
    public static void until(String what, Callable<Boolean> condition) {
        until(() -> what, condition);
    }

    /** The same; what was awaited is put in words when it has not come. */
    public static void until(Supplier<String> what, Callable<Boolean> condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        long pause = FIRST_PAUSE_MICROS;
        try {
            while (!condition.call()) {
                if (System.nanoTime() > limit) {
                    throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what.get());
                }
                TimeUnit.MICROSECONDS.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MICROS, pause + pause / 2);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what.get(), interrupted);
        } catch (Exception failure) {
            throw new AssertionError("while waiting: " + what.get(), failure);
        }
    }

    /** The value that is on its way; fails with what was awaited when it does not come within the limit. */
    public static <T> T value(String what, Future<T> future, int limitSeconds) {
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
    public static void passing(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
