package org.whippletree.config;

import java.util.List;

/**
 * How a balancer finds the member of a session ({@code stickysession}).
 *
 * @param cookie the cookie that holds a session's name; empty: sessions are not looked for
 * @param parameter the same within the address, as in {@code ;NAME=value}
 * @param separator what stands between a session's name and its route; empty: all of it is the route
 * @param semicolonEnds whether a semicolon ends the value within the address ({@code scolonpathdelim})
 * @param routes the route of each member, in their order; empty for a member without one
 * @param redirects the route that is taken in place of each member's own while that cannot be reached; empty: none
 */
public record StickySessions(
        String cookie,
        String parameter,
        String separator,
        boolean semicolonEnds,
        List<String> routes,
        List<String> redirects) {
    private static final StickySessions NONE = new StickySessions("", "", ".", false, List.of(), List.of());

    public StickySessions {
        routes = List.copyOf(routes);
        redirects = List.copyOf(redirects);
        Checks.require(routes.size() == redirects.size(), "routes and redirects are those of the members");
    }

    /** No session is looked for. */
    public static StickySessions none() {
        return NONE;
    }

    /** Whether sessions are looked for. */
    public boolean active() {
        return !cookie.isEmpty();
    }
}
