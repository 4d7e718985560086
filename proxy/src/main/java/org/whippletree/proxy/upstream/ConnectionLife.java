package org.whippletree.proxy.upstream;

import java.time.Duration;
import org.whippletree.config.KeepRules;

/**
 * How long one connection to a backend may serve: up to an age, a number of requests, and as long as the backend says. A part of both
 * bounds is left to chance, so that connections made together do not end together. Pure; owned by the event loop.
 */
final class ConnectionLife {
    /** The share of both that chance may take away. */
    private static final double JITTER = 0.2;

    private final long bornNanos;
    private final long maxAgeNanos;
    private final int maxExchanges;
    private int exchanges;
    private long unusedSinceNanos;
    private KeepAliveHint hint = KeepAliveHint.NONE;

    /**
     * @param chance from 0 to 1
     */
    ConnectionLife(KeepRules rules, long nowNanos, double chance) {
        double left = 1 - JITTER * chance;
        this.bornNanos = nowNanos;
        this.unusedSinceNanos = nowNanos;
        this.maxAgeNanos = rules.longestAge().isZero()
                ? Long.MAX_VALUE
                : (long) (rules.longestAge().toNanos() * left);
        this.maxExchanges =
                rules.mostRequests() == 0 ? Integer.MAX_VALUE : Math.max(1, (int) (rules.mostRequests() * left));
    }

    void exchangeBegins() {
        exchanges++;
    }

    void exchangeEnded(long nowNanos) {
        unusedSinceNanos = nowNanos;
    }

    /** What an answer says in its Keep-Alive field. */
    void told(KeepAliveHint heard) {
        hint = heard;
    }

    int exchanges() {
        return exchanges;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - bornNanos;
    }

    long unusedNanos(long nowNanos) {
        return nowNanos - unusedSinceNanos;
    }

    /** Whether it should serve no more. */
    boolean over(long nowNanos) {
        return hint.last() || exchanges >= maxExchanges || ageNanos(nowNanos) >= maxAgeNanos;
    }

    /**
     * How long it may wait for its next exchange; zero: without limit.
     *
     * @param ttl what the configuration says; zero: nothing
     */
    Duration idleLimit(Duration ttl) {
        Duration told = hint.idleLimit();
        if (told.isZero()) {
            return ttl;
        }
        return ttl.isZero() || told.compareTo(ttl) < 0 ? told : ttl;
    }

    /** Whether the backend, too, would have it closed once it has been unused for so long. */
    boolean toldToEndBy(Duration unused) {
        Duration told = hint.idleLimit();
        return !told.isZero() && told.compareTo(unused) <= 0;
    }

    /**
     * How much longer than its {@code ttl} it may wait as far as the backend is concerned; zero: without limit. Only if it is not
     * {@link #toldToEndBy} then.
     */
    Duration toldBeyond(Duration ttl) {
        Duration told = hint.idleLimit();
        return told.isZero() ? Duration.ZERO : told.minus(ttl);
    }
}
