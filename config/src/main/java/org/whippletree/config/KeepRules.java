package org.whippletree.config;

import java.time.Duration;

/**
 * Which of a child's connections to one backend are kept between requests, and for how long; the names in parentheses are those of
 * the parameters.
 *
 * @param idleMin unused connections that stay though their time ({@code ttl}) is over ({@code min})
 * @param idleMax unused connections that are kept; those beyond are closed at once ({@code smax} without {@code ttl})
 * @param longestAge how old a connection may become, up to a fifth less by chance; zero: any age ({@code maxage})
 * @param mostRequests how many requests it may carry, up to a fifth less by chance; 0: any number ({@code maxrequests})
 */
public record KeepRules(int idleMin, int idleMax, Duration longestAge, int mostRequests) {
    /** Addresses and loads change: no connection holds on to them for longer. */
    public static final Duration DEFAULT_AGE = Duration.ofHours(1);

    public static final int DEFAULT_REQUESTS = 10_000;

    public KeepRules {
        Checks.require(idleMin >= 0, "min is at least 0");
        Checks.require(idleMax >= 0, "smax is at least 0");
        Checks.require(!longestAge.isNegative(), "maxage is no negative time");
        Checks.require(mostRequests >= 0, "maxrequests is at least 0");
    }

    /** What holds unless the configuration says otherwise, for so many unused connections. */
    public static KeepRules upTo(int idleMax) {
        return new KeepRules(0, idleMax, DEFAULT_AGE, DEFAULT_REQUESTS);
    }
}
