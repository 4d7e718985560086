package org.whippletree.proxy.access;

import java.util.List;
import java.util.Optional;
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

    /** What a rule says of a client. */
    public enum Verdict {
        /** It may ask. */
        ADMITTED,
        /** It may not. */
        DENIED,
        /** It may if it logs in as one of the {@link #users}. */
        ADMITTED_AS_USER
    }

    /**
     * Whether a client may ask.
     *
     * @param path with nothing encoded in it
     * @param client the client's literal address
     * @param server the literal address that it connected to
     */
    public Verdict verdict(String path, String client, String server) {
        Optional<Rule> rule = deciding(path);
        if (rule.isEmpty() || rule.get().admits(client, server)) {
            return Verdict.ADMITTED;
        }
        return rule.get().config().asksForUsers() ? Verdict.ADMITTED_AS_USER : Verdict.DENIED;
    }

    /** Which users may ask for a path; empty: whoever has logged in. */
    public List<String> users(String path) {
        return deciding(path)
                .map(Rule::config)
                .filter(config -> !config.anyUser())
                .map(AccessRule::users)
                .orElse(List.of());
    }

    private Optional<Rule> deciding(String path) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).path().matches(path)) {
                return Optional.of(rules.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether a client may ask without logging in. */
    public boolean admits(String path, String client, String server) {
        return verdict(path, client, server) == Verdict.ADMITTED;
    }
}
