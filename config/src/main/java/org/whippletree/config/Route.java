package org.whippletree.config;

/**
 * One {@code ProxyPass}: requests whose path begins with {@code path}, at a path border, go to a balancer; or one
 * {@code ProxyPassMatch}: those in whose path its pattern is found.
 *
 * @param path the prefix, beginning with a slash, or the pattern
 * @param pattern whether it is a pattern
 * @param excluded {@code ProxyPass /path !}: requests below the path are not proxied
 * @param balancer the name of the balancer; empty if excluded. A plain backend URL is a balancer of one member
 * @param targetPath what replaces the prefix, behind the member's own path; with a pattern what replaces the whole path, with
 *     {@code $1} for the first group, or what comes before it if there is no such place
 * @param preserveHost whether the client's Host reaches the backend ({@code ProxyPreserveHost})
 */
public record Route(
        String path, boolean pattern, boolean excluded, String balancer, String targetPath, boolean preserveHost) {
    public Route {
        Checks.require(pattern || path.startsWith("/"), "a route begins with a slash");
    }

    /** One of a prefix. */
    public Route(String path, boolean excluded, String balancer, String targetPath, boolean preserveHost) {
        this(path, false, excluded, balancer, targetPath, preserveHost);
    }

    /** A route that takes requests out of the proxy's hands. */
    public static Route exclusion(String path) {
        return new Route(path, true, "", "", false);
    }

    /** The same to another balancer. */
    public Route to(String other) {
        return new Route(path, pattern, excluded, other, targetPath, preserveHost);
    }
}
