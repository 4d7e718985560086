package org.whippletree.proxy.wire;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a state, and fails if it does not come. */
public final class Await {
    static final long LIMIT_MILLIS = 10_000;

    private Await() {}

    public static void until(Supplier<String> what, BooleanSupplier state) {
        long endMillis = System.currentTimeMillis() + LIMIT_MILLIS;
        while (!state.getAsBoolean()) {
            if (System.currentTimeMillis() > endMillis) {
                throw new AssertionError("never came true: " + what.get());
            }
            try {
                Thread.sleep(2);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }
}
