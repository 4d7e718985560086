package org.whippletree.proxy.notes;

import org.whippletree.config.BackendConfig;

/**
 * The member that is asked, and why.
 *
 * @param balancer the balancer's name; a URL for a backend without one
 * @param route the member's own route; empty if it has none
 * @param sticky the name of the balancer's session cookie; empty if it looks for no sessions
 * @param sessionRoute the route of the request's session; empty if there is none
 */
public record Election(String balancer, BackendConfig member, String route, String sticky, String sessionRoute) {
    private static final String SCHEME_END = "://";

    /** A variable, in the words of mod_proxy_balancer; null if it is not set. */
    String variable(String name) {
        return switch (name) {
            case "BALANCER_NAME" -> balancer.contains(SCHEME_END) ? null : "balancer" + SCHEME_END + balancer;
            case "BALANCER_WORKER_NAME" -> member.url();
            case "BALANCER_WORKER_ROUTE" -> orNull(route);
            case "BALANCER_SESSION_STICKY" -> sessionRoute.isEmpty() ? null : orNull(sticky);
            case "BALANCER_SESSION_ROUTE" -> orNull(sessionRoute);
            case "BALANCER_ROUTE_CHANGED" -> sticky.isEmpty() || sessionRoute.equals(route) ? null : "1";
            default -> null;
        };
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
