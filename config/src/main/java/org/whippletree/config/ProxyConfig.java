package org.whippletree.config;

import java.util.List;

/**
 * What a child does with a request.
 *
 * @param serverName names this server in Via, X-Forwarded-Server and error pages
 * @param client how clients are treated
 * @param accept when a child takes another client
 * @param queue how long a request may wait for a worker
 * @param routes in file order; the first that matches wins
 * @param reverseMappings how locations in answers are mapped back, in file order
 * @param balancers every balancer a route names
 * @param childHeader whether answers tell which child gave them ({@code ChildHeader})
 * @param rules who may ask for which path, and what answers beside the backends
 * @param accessLogs what is written of each exchange
 * @param cookieMappings how paths and domains of cookies are mapped back, in file order
 */
public record ProxyConfig(
        String serverName,
        ClientLimits client,
        AcceptLimits accept,
        QueueLimits queue,
        List<Route> routes,
        List<ReverseMapping> reverseMappings,
        List<BalancerConfig> balancers,
        boolean childHeader,
        PathRules rules,
        List<AccessLog> accessLogs,
        List<CookieMapping> cookieMappings) {
    public ProxyConfig {
        routes = List.copyOf(routes);
        reverseMappings = List.copyOf(reverseMappings);
        balancers = List.copyOf(balancers);
        accessLogs = List.copyOf(accessLogs);
        cookieMappings = List.copyOf(cookieMappings);
        for (Route route : routes) {
            Checks.require(
                    route.excluded()
                            || balancers.stream()
                                    .anyMatch(balancer -> balancer.name().equals(route.balancer())),
                    "a route names a known balancer: " + route);
        }
    }

    /** A proxy that leaves cookies as they are. */
    public ProxyConfig(
            String serverName,
            ClientLimits client,
            AcceptLimits accept,
            QueueLimits queue,
            List<Route> routes,
            List<ReverseMapping> reverseMappings,
            List<BalancerConfig> balancers,
            boolean childHeader,
            PathRules rules,
            List<AccessLog> accessLogs) {
        this(
                serverName,
                client,
                accept,
                queue,
                routes,
                reverseMappings,
                balancers,
                childHeader,
                rules,
                accessLogs,
                List.of());
    }
}
