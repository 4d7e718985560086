package org.whippletree.proxy.balance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.FailoverRules;

/**
 * Chooses the member of each request as httpd does (mod_proxy_balancer): the lowest lbset with a usable member, hot spares for its
 * unusable ones, hot standbys where nothing else is left; among these by its method. Owned by the event loop.
 *
 * <p>{@code byrequests} is a smooth weighted round robin: every candidate earns its load factor, the richest is chosen and pays what
 * all of them earned. It also decides between candidates that another method finds equal.
 */
public final class Balancer {
    private final BalancerConfig config;
    private final List<Member> members;
    private final List<MemberSet> sets;
    private final Choice choice;

    public Balancer(BalancerConfig config) {
        this.config = config;
        this.members = config.members().stream().map(Member::new).toList();
        this.sets = MemberSet.of(members);
        this.choice = new Choice(config.method());
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

    /** What is done when members fail. */
    public FailoverRules failover() {
        return config.failover();
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
        if (tried.isEmpty() && config.failover().forceRecovery() && noneUsable(nowNanos)) {
            members.forEach(Member::forgive);
        }
        for (MemberSet set : sets) {
            choice.begin();
            set.propose(choice, nowNanos, tried);
            if (choice.made()) {
                return Optional.of(choice.take());
            }
        }
        return Optional.empty();
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
