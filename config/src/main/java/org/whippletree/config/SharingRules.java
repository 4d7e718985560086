package org.whippletree.config;

import java.time.Duration;

/**
 * How children share the clients.
 *
 * @param shedding by whose load a child asks keep-alive clients to reconnect
 * @param acceptHoldOff how long a child busier than its least busy sibling waits before it takes a client
 */
public record SharingRules(KeepAliveShedding shedding, Duration acceptHoldOff) {
    private static final SharingRules DEFAULTS = new SharingRules(KeepAliveShedding.SCOREBOARD, Duration.ofMillis(5));

    /** What holds if nothing is configured. */
    public static SharingRules defaults() {
        return DEFAULTS;
    }
}
