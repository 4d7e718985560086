package org.whippletree.config;

/**
 * One {@code ProxyPass}: requests whose path begins with {@code path}, at a path border, go to a balancer.
 *
 * @param path the prefix, beginning with a slash
 * @param excluded {@code ProxyPass /path !}: requests below the path are not proxied
 * @param balancer the name of the balancer; empty if excluded. A plain backend URL is a balancer of one member
 * @param targetPath what replaces the prefix, before the member's own path
 * @param preserveHost whether the client's Host reaches the backend ({@code ProxyPreserveHost})
 */
public record Route(String path, boolean excluded, String balancer, String targetPath, boolean preserveHost) {
    public Route {
        Checks.require(path.startsWith("/"), "a route begins with a slash");
    }

    /** A route that takes requests out of the proxy's hands. */
    public static Route exclusion(String path) {
        return new Route(path, true, "", "", false);
    }

    /** The same to another balancer. */
    public Route to(String other) {
        return new Route(path, excluded, other, targetPath, preserveHost);
    }
}
