package org.whippletree.proxy.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.proxy.http.NamePattern;

/** The hosts of one address by their names: the first that has a name, in file order, and the first of all for other names. */
public final class NamedHosts {
    private final List<ServedHost> hosts;
    private final Map<String, Integer> exact = new HashMap<>();
    private final List<Wild> wild = new ArrayList<>();

    private record Wild(NamePattern pattern, int host) {}

    /** @param names of each host, in lower case */
    NamedHosts(List<List<String>> names, List<ServedHost> hosts) {
        this.hosts = List.copyOf(hosts);
        for (int i = 0; i < names.size(); i++) {
            for (String name : names.get(i)) {
                if (NamePattern.wild(name)) {
                    wild.add(new Wild(new NamePattern(name), i));
                } else {
                    exact.putIfAbsent(name, i);
                }
            }
        }
    }

    /** The one for answers that are given before a request has named one. */
    public ServedHost first() {
        return hosts.get(0);
    }

    /** From whom connections begin with a header of the PROXY protocol: it comes before a host is named. */
    public ProxyProtocolRules proxyProtocol() {
        return hosts.stream()
                .map(host -> host.limits().identity().proxyProtocol())
                .filter(ProxyProtocolRules::expected)
                .findFirst()
                .orElse(ProxyProtocolRules.off());
    }

    /** @param host what a client calls it, with or without a port; empty or none: nothing */
    public ServedHost named(String host) {
        if (hosts.size() == 1 || host == null || host.isEmpty()) {
            return first();
        }
        String name = bare(host);
        int found = exact.getOrDefault(name, hosts.size());
        for (Wild each : wild) {
            if (each.host() < found && each.pattern().matches(name)) {
                found = each.host();
                break;
            }
        }
        return found == hosts.size() ? first() : hosts.get(found);
    }

    /** In lower case, without a port and without the dot of the root. */
    private static String bare(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.indexOf(']') ? host.substring(0, colon) : host;
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        return name.toLowerCase(Locale.ROOT);
    }
}
