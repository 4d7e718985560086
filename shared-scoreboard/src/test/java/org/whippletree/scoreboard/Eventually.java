package org.whippletree.scoreboard;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a published state, not for a time. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private Eventually() {}

    /** Answers how long it took. */
    static Duration until(String promise, BooleanSupplier holds) {
        long beganNanos = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - beganNanos > LIMIT.toNanos()) {
                fail("not within " + LIMIT.toSeconds() + " s: " + promise);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }
}
