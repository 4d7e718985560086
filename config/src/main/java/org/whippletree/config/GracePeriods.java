package org.whippletree.config;

import java.time.Duration;

/**
 * How long children that leave may finish what is in flight; zero: as long as it takes.
 *
 * @param restart after a graceful restart, for the children of older generations ({@code GracefulRestartTimeout})
 * @param shutdown after a graceful stop, for all of them ({@code GracefulShutdownTimeout})
 */
public record GracePeriods(Duration restart, Duration shutdown) {
    public GracePeriods {
        Checks.require(!restart.isNegative() && !shutdown.isNegative(), "no grace is negative");
    }

    /** The defaults of the two directives. */
    public static GracePeriods defaults() {
        return new GracePeriods(Duration.ofSeconds(60), Duration.ZERO);
    }
}
