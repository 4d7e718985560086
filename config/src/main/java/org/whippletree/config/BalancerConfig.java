package org.whippletree.config;

import java.util.List;

/**
 * A group of backends that share their requests.
 *
 * @param name as in {@code balancer://name}; for a plain backend its URL
 * @param method how the member of a request is chosen
 * @param maxAttempts members tried after the first one failed
 * @param members in file order
 * @param failover what is done when members fail
 */
public record BalancerConfig(
        String name, BalancerMethod method, int maxAttempts, List<BackendConfig> members, FailoverRules failover) {
    public BalancerConfig {
        members = List.copyOf(members);
    }

    /** One with the usual rules. */
    public BalancerConfig(String name, BalancerMethod method, int maxAttempts, List<BackendConfig> members) {
        this(name, method, maxAttempts, members, FailoverRules.usual());
    }
}
