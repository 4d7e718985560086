package org.whippletree.proxy.exchange;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;

/** The members of a balancer that one request is given to: one at a time, none twice. Owned by the event loop. */
final class MemberTrials {
    private static final System.Logger LOG = System.getLogger(MemberTrials.class.getName());

    private final Balancer balancer;
    private Set<Member> failed = Set.of();
    private Optional<Member> current = Optional.empty();

    MemberTrials(Balancer balancer) {
        this.balancer = balancer;
    }

    String balancerName() {
        return balancer.name();
    }

    /** Goes to the next member; empty if none is left. */
    Optional<Member> next(long nowNanos) {
        leave();
        current = failed.size() > balancer.maxAttempts() ? Optional.empty() : balancer.choose(nowNanos, failed);
        current.ifPresent(Member::requestStarted);
        return current;
    }

    /** The member cannot be reached: this request leaves it, others leave it alone for a while. */
    void unreachable(long nowNanos, String reason) {
        Member member = current.orElseThrow();
        LOG.log(
                System.Logger.Level.WARNING,
                "backend {0} cannot be reached: {1}",
                member.config().url(),
                reason);
        member.unreachable(nowNanos);
        if (failed.isEmpty()) {
            failed = new HashSet<>();
        }
        failed.add(member);
        leave();
    }

    /** The request is no longer with a member. */
    void leave() {
        current.ifPresent(Member::requestEnded);
        current = Optional.empty();
    }
}
