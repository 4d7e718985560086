package org.whippletree.proxy.http;

import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.ReverseMapping;

/** {@code ProxyPassReverse}: maps the locations that backends name to those that clients know. */
public final class LocationMapper {
    private static final String BALANCER = "balancer://";

    private record Prefix(String url, String path) {}

    private final List<Prefix> prefixes = new ArrayList<>();

    public LocationMapper(List<ReverseMapping> mappings, List<BalancerConfig> balancers) {
        for (ReverseMapping mapping : mappings) {
            if (mapping.url().startsWith(BALANCER)) {
                addMembers(mapping, balancers);
            } else {
                prefixes.add(new Prefix(mapping.url(), mapping.path()));
            }
        }
    }

    private void addMembers(ReverseMapping mapping, List<BalancerConfig> balancers) {
        String rest = mapping.url().substring(BALANCER.length());
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        for (BalancerConfig balancer : balancers) {
            if (balancer.name().equals(BALANCER + name) || balancer.name().equals(name)) {
                for (BackendConfig member : balancer.members()) {
                    prefixes.add(new Prefix(member.url() + path, mapping.path()));
                }
            }
        }
    }

    /** Whether there is anything to map. */
    boolean active() {
        return !prefixes.isEmpty();
    }

    /** The location for a client that asked {@code clientHost}; unchanged if no mapping fits. */
    String map(String location, String clientHost) {
        for (Prefix prefix : prefixes) {
            if (location.startsWith(prefix.url()) && endsAtBorder(location, prefix.url())) {
                String host = clientHost.isEmpty() ? "" : "http://" + clientHost;
                return host + prefix.path() + location.substring(prefix.url().length());
            }
        }
        return location;
    }

    private static boolean endsAtBorder(String location, String url) {
        if (url.endsWith("/") || location.length() == url.length()) {
            return true;
        }
        char next = location.charAt(url.length());
        return next == '/' || next == '?' || next == '#';
    }
}
