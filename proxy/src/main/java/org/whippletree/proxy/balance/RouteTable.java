package org.whippletree.proxy.balance;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.whippletree.config.Route;
import org.whippletree.proxy.path.BoundedPattern;
import org.whippletree.proxy.path.PathPrefix;
import org.whippletree.proxy.path.Substitution;

/** The routes in file order; the first that matches wins, as httpd's {@code ProxyPass} and {@code ProxyPassMatch}. */
public final class RouteTable {
    private final List<Entry> entries;

    /** A route with what its pattern needs, if it has one. */
    private record Entry(Route route, BoundedPattern pattern, Substitution substitution) {
        static Entry of(Route route) {
            return new Entry(
                    route,
                    new BoundedPattern(route.pattern() ? route.path() : ""),
                    new Substitution(route.targetPath()));
        }

        /** What its balancer's members are asked for; empty if it does not match. */
        Optional<String> mapped(String path) {
            if (!route.pattern()) {
                int matched = PathPrefix.matchedLength(route.path(), path);
                return matched < 0 ? Optional.empty() : Optional.of(replaced(path, matched));
            }
            String plain = PathPrefix.withoutRuns(path);
            Optional<MatchResult> match = pattern.find(plain);
            // Without a place for a group the whole path is meant, as in httpd.
            return match.map(found -> substitution.hasGroups() ? substitution.of(found) : route.targetPath() + plain);
        }

        private String replaced(String path, int matched) {
            boolean same = matched == route.targetPath().length() && path.startsWith(route.targetPath());
            return same ? path : route.targetPath() + path.substring(matched);
        }
    }

    public RouteTable(List<Route> routes) {
        this.entries = routes.stream().map(Entry::of).toList();
    }

    /** The route of a path, with the path as the balancer's members are asked for it; empty if it is not proxied. */
    public Optional<RoutedPath> find(String path) {
        for (Entry entry : entries) {
            Optional<String> mapped = entry.mapped(path);
            if (mapped.isPresent()) {
                return entry.route().excluded() ? Optional.empty() : routed(entry.route(), mapped.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<RoutedPath> routed(Route route, String mapped) {
        // Nothing is left of the bare prefix of a route to a path: the backend is asked for its own path, as httpd
        // does.
        boolean complete = mapped.isEmpty() || mapped.startsWith("/");
        String path = complete ? mapped : "/" + mapped;
        // Text and a group together can make a step upwards that neither has.
        return route.pattern() && leadsUp(path) ? Optional.empty() : Optional.of(new RoutedPath(route, path));
    }

    private static boolean leadsUp(String path) {
        return (path + "/").contains("/../") || (path + "/").contains("/./");
    }
}
