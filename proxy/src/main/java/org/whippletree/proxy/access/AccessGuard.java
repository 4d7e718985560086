package org.whippletree.proxy.access;

import java.util.List;
import org.whippletree.config.AccessRule;
import org.whippletree.proxy.path.PathMatcher;

/** Admits clients to paths: of all rules that match a path the last one decides, and without one everyone is admitted. */
public final class AccessGuard {
    private final List<Rule> rules;

    private record Rule(AccessRule config, PathMatcher path, List<AddressMatcher> ranges) {
        boolean admits(String client, String server) {
            if (config.everyone() || (config.sameHost() && !client.isEmpty() && client.equals(server))) {
                return true;
            }
            byte[] address = AddressMatcher.bytes(client);
            return ranges.stream().anyMatch(range -> range.contains(address));
        }
    }

    public AccessGuard(List<AccessRule> rules) {
        this.rules = rules.stream()
                .map(rule -> new Rule(
                        rule,
                        new PathMatcher(rule.path()),
                        rule.ranges().stream().map(AddressMatcher::new).toList()))
                .toList();
    }

    /** Whether every client may ask for every path. */
    public boolean open() {
        return rules.isEmpty();
    }

    /**
     * Whether a client may ask.
     *
     * @param path with nothing encoded in it
     * @param client the client's literal address
     * @param server the literal address that it connected to
     */
    public boolean admits(String path, String client, String server) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).path().matches(path)) {
                return rules.get(i).admits(client, server);
            }
        }
        return true;
    }
}
