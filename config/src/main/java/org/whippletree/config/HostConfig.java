package org.whippletree.config;

import java.util.List;

/**
 * What holds for the requests to one host: the server itself, or one of its virtual hosts with all that it inherits.
 *
 * @param serverName names it in Via, X-Forwarded-Server, error pages and access logs
 * @param routes in file order; the first that matches wins
 * @param reverseMappings how locations in answers are mapped back, in file order
 * @param cookieMappings how paths and domains of cookies are mapped back, in file order
 * @param rules who may ask for which path, and what answers beside the backends
 * @param accessLogs what is written of each exchange
 * @param options what it does with its messages
 */
public record HostConfig(
        String serverName,
        List<Route> routes,
        List<ReverseMapping> reverseMappings,
        List<CookieMapping> cookieMappings,
        PathRules rules,
        List<AccessLog> accessLogs,
        HostOptions options) {
    public HostConfig {
        routes = List.copyOf(routes);
        reverseMappings = List.copyOf(reverseMappings);
        cookieMappings = List.copyOf(cookieMappings);
        accessLogs = List.copyOf(accessLogs);
    }

    /** The same with other routes and mappings. */
    public HostConfig routing(List<Route> others, List<ReverseMapping> mappings) {
        return new HostConfig(serverName, others, mappings, cookieMappings, rules, accessLogs, options);
    }
}
