package org.whippletree.proxy.balance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.BalancerConfig;

/**
 * Chooses the member of each request by httpd's {@code byrequests}, a smooth weighted round robin: every candidate earns its load
 * factor, the richest is chosen and pays what all of them earned. Owned by the event loop.
 */
public final class Balancer {
    private final BalancerConfig config;
    private final List<Member> members;

    public Balancer(BalancerConfig config) {
        this.config = config;
        this.members = config.members().stream().map(Member::new).toList();
    }

    public String name() {
        return config.name();
    }

    public List<Member> members() {
        return members;
    }

    /** How many members may be tried after the first one. */
    public int maxAttempts() {
        return config.maxAttempts();
    }

    /**
     * The member for a request; empty if none is left.
     *
     * <p>When every member is in error and none has waited long enough, all are forgiven at once (httpd's forcerecovery): one
     * failure of the network must not close the door for a minute.
     *
     * @param tried members that have failed this request already
     */
    public Optional<Member> choose(long nowNanos, Set<Member> tried) {
        if (tried.isEmpty() && noneUsable(nowNanos)) {
            members.forEach(Member::forgive);
        }
        Member best = null;
        double earned = 0;
        for (Member member : members) {
            if (!member.usable(nowNanos) || tried.contains(member)) {
                continue;
            }
            member.credit += member.config().loadFactor();
            earned += member.config().loadFactor();
            if (best == null || member.credit > best.credit) {
                best = member;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        best.credit -= earned;
        return Optional.of(best);
    }

    private boolean noneUsable(long nowNanos) {
        for (Member member : members) {
            if (member.usable(nowNanos)) {
                return false;
            }
        }
        return true;
    }
}
