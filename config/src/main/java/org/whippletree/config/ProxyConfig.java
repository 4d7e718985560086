package org.whippletree.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a child does with a request.
 *
 * @param main what holds for requests that belong to no virtual host
 * @param client how clients are treated that belong to no virtual host
 * @param accept when a child takes another client
 * @param queue how long a request may wait for a worker
 * @param balancers every balancer a route names
 * @param hosts the virtual hosts, in file order
 */
public record ProxyConfig(
        HostConfig main,
        ClientLimits client,
        AcceptLimits accept,
        QueueLimits queue,
        List<BalancerConfig> balancers,
        List<VirtualHost> hosts) {
    public ProxyConfig {
        balancers = List.copyOf(balancers);
        hosts = List.copyOf(hosts);
        List<BalancerConfig> known = balancers;
        Stream.concat(Stream.of(main), hosts.stream().map(VirtualHost::config))
                .flatMap(host -> host.routes().stream())
                .forEach(route -> Checks.require(
                        route.excluded()
                                || known.stream()
                                        .anyMatch(balancer -> balancer.name().equals(route.balancer())),
                        "a route names a known balancer: " + route));
    }

    /** One without virtual hosts that leaves cookies as they are. */
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
                new HostConfig(
                        serverName,
                        routes,
                        reverseMappings,
                        List.of(),
                        rules,
                        accessLogs,
                        new HostOptions(childHeader, List.of())),
                client,
                accept,
                queue,
                balancers,
                List.of());
    }

    /** How the clients of a host are treated, by its place in {@link #all}. */
    public ClientLimits client(int number) {
        return number == 0 ? client : hosts.get(number - 1).client();
    }

    /** The server itself and its virtual hosts, in this order. */
    public List<HostConfig> all() {
        return Stream.concat(Stream.of(main), hosts.stream().map(VirtualHost::config))
                .toList();
    }
}
