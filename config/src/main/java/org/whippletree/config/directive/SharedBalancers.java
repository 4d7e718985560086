package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.HostConfig;
import org.whippletree.config.ReverseMapping;
import org.whippletree.config.Route;

/**
 * The balancers of all hosts under one roof. What two hosts define alike, or inherit, is one balancer; what they define differently
 * under one name gets the name of its host behind it.
 */
final class SharedBalancers {
    private static final String SCHEME = BackendUrl.BALANCER + "://";

    private final Map<String, BalancerConfig> byName = new LinkedHashMap<>();

    List<BalancerConfig> all() {
        return List.copyOf(byName.values());
    }

    /** Takes the balancers of a host in; what comes back names them as they are called here. */
    HostConfig add(List<BalancerConfig> balancers, HostConfig host) {
        Map<String, String> names = new HashMap<>();
        balancers.forEach(balancer -> names.put(balancer.name(), add(balancer, host.serverName())));
        List<Route> routes = new ArrayList<>();
        for (Route route : host.routes()) {
            routes.add(route.excluded() ? route : route.to(names.get(route.balancer())));
        }
        List<ReverseMapping> mappings = host.reverseMappings().stream()
                .map(mapping -> renamed(mapping, names))
                .toList();
        return host.routing(routes, mappings);
    }

    private String add(BalancerConfig balancer, String host) {
        String name = balancer.name();
        for (int i = 1; ; i++) {
            BalancerConfig candidate = balancer.named(name);
            if (candidate.equals(byName.computeIfAbsent(name, key -> candidate))) {
                return name;
            }
            name = balancer.name() + "@" + host + (i == 1 ? "" : "-" + i);
        }
    }

    private static ReverseMapping renamed(ReverseMapping mapping, Map<String, String> names) {
        if (!mapping.url().startsWith(SCHEME)) {
            return mapping;
        }
        int slash = mapping.url().indexOf('/', SCHEME.length());
        int end = slash < 0 ? mapping.url().length() : slash;
        String name = mapping.url().substring(SCHEME.length(), end);
        return new ReverseMapping(
                mapping.path(),
                SCHEME + names.getOrDefault(name, name) + mapping.url().substring(end));
    }
}
