package org.whippletree.proxy.balance;

import org.whippletree.config.BalancerMethod;

/** One choice after the other between candidates, by a balancer's method. Owned by the event loop. */
final class Choice {
    private final BalancerMethod method;
    private Member best;
    private double earned;

    Choice(BalancerMethod method) {
        this.method = method;
    }

    void begin() {
        best = null;
        earned = 0;
    }

    void consider(Member member) {
        double factor = member.config().loadFactor();
        member.credit += factor;
        earned += factor;
        if (best == null || better(member)) {
            best = member;
        }
    }

    private boolean better(Member member) {
        int order = Double.compare(burden(member), burden(best));
        return order < 0 || (order == 0 && member.credit > best.credit);
    }

    private double burden(Member member) {
        return switch (method) {
            case BYREQUESTS -> 0;
            case BYTRAFFIC -> member.traffic() / member.config().loadFactor();
            case BYBUSYNESS -> member.busy();
        };
    }

    boolean made() {
        return best != null;
    }

    /** The chosen one pays. */
    Member take() {
        best.credit -= earned;
        return best;
    }
}
