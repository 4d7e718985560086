package org.whippletree.proxy.balance;

import java.util.List;
import java.util.Optional;
import org.whippletree.config.Route;

/** The routes in file order; the first whose prefix matches wins, as httpd's {@code ProxyPass}. */
public final class RouteTable {
    private final List<Route> routes;

    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The route of a path, with the path as the balancer's members are asked for it; empty if it is not proxied. */
    public Optional<RoutedPath> find(String path) {
        for (Route route : routes) {
            int matched = matchedLength(route.path(), path);
            if (matched >= 0) {
                return route.excluded() ? Optional.empty() : Optional.of(routed(route, path, matched));
            }
        }
        return Optional.empty();
    }

    private static RoutedPath routed(Route route, String path, int matched) {
        String mapped = route.targetPath() + path.substring(matched);
        // Nothing is left of the bare prefix of a route to a path: the backend is asked for its own path, as httpd
        // does.
        boolean complete = mapped.isEmpty() || mapped.startsWith("/");
        return new RoutedPath(route, complete ? mapped : "/" + mapped);
    }

    /**
     * How much of the path the prefix takes, or -1. As in httpd, a run of slashes matches a run of slashes, and a prefix without a
     * slash at its end must end where a segment ends.
     */
    public static int matchedLength(String prefix, String path) {
        int p = 0;
        int i = 0;
        while (p < prefix.length()) {
            if (i >= path.length()) {
                return -1;
            }
            if (prefix.charAt(p) == '/') {
                if (path.charAt(i) != '/') {
                    return -1;
                }
                p = skipSlashes(prefix, p);
                i = skipSlashes(path, i);
            } else if (prefix.charAt(p) == path.charAt(i)) {
                p++;
                i++;
            } else {
                return -1;
            }
        }
        boolean atBorder = prefix.endsWith("/") || i == path.length() || path.charAt(i) == '/';
        return atBorder ? i : -1;
    }

    private static int skipSlashes(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == '/') {
            i++;
        }
        return i;
    }
}
