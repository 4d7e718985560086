package org.whippletree.config;

import java.time.Duration;
import java.util.Set;

/**
 * What a balancer does when members fail; the names are httpd's.
 *
 * @param timeout how long a request waits for a member to become usable while none is; zero: not at all
 * @param failOnStatus answers with one of these leave their member in error; they are passed on
 * @param failOnTimeout whether a member that does not answer in time is left in error
 * @param forceRecovery whether all members are tried again at once when all are in error
 * @param noFailover whether a session whose member fails is refused instead of moved
 */
public record FailoverRules(
        Duration timeout, Set<Integer> failOnStatus, boolean failOnTimeout, boolean forceRecovery, boolean noFailover) {
    public FailoverRules {
        failOnStatus = Set.copyOf(failOnStatus);
    }

    /** What holds unless the configuration says otherwise. */
    public static FailoverRules usual() {
        return new FailoverRules(Duration.ZERO, Set.of(), false, true, false);
    }
}
