package org.whippletree.config;

import java.time.Duration;

/**
 * How pieces of a backend's answer go to the client.
 *
 * @param mode what is waited for
 * @param pause how long nothing has to come before what has come is sent; above zero ({@code flushwait})
 */
public record FlushRules(FlushMode mode, Duration pause) {
    /** httpd's {@code flushwait}. */
    public static final Duration DEFAULT_PAUSE = Duration.ofMillis(10);

    /** Nothing waits. */
    public static final FlushRules AT_ONCE = new FlushRules(FlushMode.ON, DEFAULT_PAUSE);

    public FlushRules {
        Checks.require(mode != FlushMode.AUTO || !pause.isZero(), "a pause takes time");
    }
}
