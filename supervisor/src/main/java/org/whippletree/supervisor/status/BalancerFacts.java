package org.whippletree.supervisor.status;

import java.util.List;

/**
 * A balancer as the configuration names it.
 *
 * @param name the name after {@code balancer://}, or the URL of a plain backend
 * @param memberUrls its members, in file order
 */
public record BalancerFacts(String name, List<String> memberUrls) {
    public BalancerFacts {
        memberUrls = List.copyOf(memberUrls);
    }
}
