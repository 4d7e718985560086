package org.whippletree.proxy.balance;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.FailoverRules;
import org.whippletree.proxy.notes.Election;

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
    private final Sessions sessions;

    public Balancer(BalancerConfig config) {
        this.config = config;
        this.members = config.members().stream().map(Member::new).toList();
        this.sets = MemberSet.of(members);
        this.choice = new Choice(config.method());
        this.sessions = new Sessions(config.sessions());
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
        return choose("", nowNanos, tried);
    }

    /**
     * The same for a request of a session: the member of its route, else that of the route in its place, else any other unless
     * {@code nofailover} forbids it.
     *
     * @param route as {@link #sessionRoute} found it; empty: any member
     */
    public Optional<Member> choose(String route, long nowNanos, Set<Member> tried) {
        if (tried.isEmpty() && config.failover().forceRecovery() && noneUsable(nowNanos)) {
            members.forEach(Member::forgive);
        }
        if (!route.isEmpty() && config.sessions().routes().contains(route)) {
            Optional<Member> own = ofRoute(route, nowNanos, tried, members.size());
            if (own.isPresent() || config.failover().noFailover()) {
                own.ifPresent(member -> charge(member, nowNanos));
                return own;
            }
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

    /** Whether it looks for sessions at all. */
    public boolean keepsSessions() {
        return config.sessions().active();
    }

    /**
     * The route of the session that a request belongs to; empty if there is none.
     *
     * @param address path and query
     * @param cookies the values of its Cookie fields
     */
    public String sessionRoute(String address, List<String> cookies) {
        return sessions.route(address, cookies);
    }

    /** What is told of a member that is chosen for a request whose session has this route. */
    public Election election(Member member, String sessionRoute) {
        List<String> routes = config.sessions().routes();
        String route = routes.isEmpty() ? "" : routes.get(members.indexOf(member));
        return new Election(name(), member.config(), route, config.sessions().cookie(), sessionRoute);
    }

    private Optional<Member> ofRoute(String route, long nowNanos, Set<Member> tried, int hops) {
        List<String> routes = config.sessions().routes();
        for (int i = 0; i < members.size(); i++) {
            if (routes.get(i).equals(route)) {
                Member member = members.get(i);
                if (member.usable(nowNanos) && !tried.contains(member)) {
                    return Optional.of(member);
                }
                String redirect = config.sessions().redirects().get(i);
                Optional<Member> other = redirect.isEmpty() || hops == 0
                        ? Optional.empty()
                        : ofRoute(redirect, nowNanos, tried, hops - 1);
                if (other.isPresent()) {
                    return other;
                }
            }
        }
        return Optional.empty();
    }

    /** What a session brings to its member counts as if it had been chosen in its turn. */
    private void charge(Member chosen, long nowNanos) {
        double earned = 0;
        for (Member member : members) {
            if (member.usable(nowNanos)) {
                member.credit += member.config().loadFactor();
                earned += member.config().loadFactor();
            }
        }
        chosen.credit -= earned;
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
