package org.whippletree.proxy.exchange;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.notes.Election;

/** The members of a balancer that one request is given to: one at a time, none twice. Owned by the event loop. */
final class MemberTrials {
    private static final System.Logger LOG = System.getLogger(MemberTrials.class.getName());

    private final Balancer balancer;
    private final String route;
    private Set<Member> left = Set.of();
    private Optional<Member> current = Optional.empty();
    private ProxyFailure failure = ProxyFailure.NO_MEMBER;

    /** @param route of the session that the request belongs to; empty if there is none */
    MemberTrials(Balancer balancer, String route) {
        this.balancer = balancer;
        this.route = route;
    }

    Balancer balancer() {
        return balancer;
    }

    /** What is told of a member that is chosen. */
    Election election(Member member) {
        return balancer.election(member, route);
    }

    /** Goes to the next member; empty if none is left. */
    Optional<Member> next(long nowNanos) {
        leave();
        current = exhausted() ? Optional.empty() : balancer.choose(route, nowNanos, left);
        current.ifPresent(Member::requestStarted);
        return current;
    }

    /** Whether a member has been tried. */
    boolean begun() {
        return !left.isEmpty();
    }

    private boolean exhausted() {
        return left.size() > balancer.maxAttempts();
    }

    /** The member cannot be reached: this request leaves it, others leave it alone for a while. */
    void unreachable(long nowNanos, String reason) {
        Member member = current.orElseThrow();
        LOG.log(
                System.Logger.Level.WARNING,
                "backend {0} cannot be reached: {1} ({2})",
                member.config().url(),
                reason,
                attempt());
        member.failed(nowNanos);
        failure = ProxyFailure.NO_MEMBER;
        pass();
    }

    /** All connections that the member may be given are in use: this request leaves it; it is no fault of the member's. */
    void full(String reason) {
        Member member = current.orElseThrow();
        if (member.full()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "backend {0}: {1} (said once)",
                    member.config().url(),
                    reason);
        }
        failure = ProxyFailure.POOL_FULL;
        pass();
    }

    private void pass() {
        if (left.isEmpty()) {
            left = new HashSet<>();
        }
        left.add(current.orElseThrow());
        leave();
    }

    /** Which one this is, for the log. */
    String attempt() {
        return "attempt " + (left.size() + 1);
    }

    /** What it comes to when no member is left: what the last one was left for. */
    ProxyFailure failure() {
        return failure;
    }

    /** The request is no longer with a member. */
    void leave() {
        current.ifPresent(Member::requestEnded);
        current = Optional.empty();
    }
}
