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
 * @param sessions how the member of a session is found
 */
public record BalancerConfig(
        String name,
        BalancerMethod method,
        int maxAttempts,
        List<BackendConfig> members,
        FailoverRules failover,
        StickySessions sessions) {
    public BalancerConfig {
        members = List.copyOf(members);
        Checks.require(
                !sessions.active() || sessions.routes().size() == members.size(),
                "each member has a place for a route");
    }

    /** One that looks for no sessions. */
    public BalancerConfig(
            String name, BalancerMethod method, int maxAttempts, List<BackendConfig> members, FailoverRules failover) {
        this(name, method, maxAttempts, members, failover, StickySessions.none());
    }

    /** One with the usual rules. */
    public BalancerConfig(String name, BalancerMethod method, int maxAttempts, List<BackendConfig> members) {
        this(name, method, maxAttempts, members, FailoverRules.usual());
    }

    /** The same under another name. */
    public BalancerConfig named(String other) {
        return new BalancerConfig(other, method, maxAttempts, members, failover, sessions);
    }
}
