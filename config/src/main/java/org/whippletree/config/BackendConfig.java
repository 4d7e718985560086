package org.whippletree.config;

import java.time.Duration;
import java.util.Locale;

/**
 * One backend: a {@code BalancerMember}, or the target of a plain {@code ProxyPass}.
 *
 * @param host name or literal address, without brackets; beginning with a slash, the path of a Unix socket, and the port is moot
 * @param port 1 to 65535
 * @param path put before each request's path; empty or beginning with a slash, never ending with one
 * @param loadFactor its share, 1 to 100; the fraction counts
 * @param connectTimeout how long a connection may take to be made
 * @param timeout how long one read or write may make no progress
 * @param retry how long the member is left alone after a failed connect; zero: not at all
 * @param maxConnections the most connections that one child holds to it
 * @param idleTimeout how long an unused connection is kept; zero: as long as the backend keeps it
 * @param ignoresErrors whether a failed connect keeps the member in use (a backend outside a balancer)
 * @param upgrade the protocol that a client may switch to on its way to it, in lower case; {@code any}; empty: none
 * @param connections how connections to it are made and kept
 * @param role its place in its balancer
 */
public record BackendConfig(
        String host,
        int port,
        String path,
        double loadFactor,
        Duration connectTimeout,
        Duration timeout,
        Duration retry,
        int maxConnections,
        Duration idleTimeout,
        boolean ignoresErrors,
        String upgrade,
        ConnectionRules connections,
        MemberRole role) {
    /** The value of {@code upgrade} that admits every protocol. */
    public static final String ANY_PROTOCOL = "any";

    public BackendConfig {
        Checks.require(port >= 1 && port <= 65_535, "a backend's port is 1 to 65535");
        Checks.require(path.isEmpty() || path.startsWith("/"), "a backend's path begins with a slash");
        Checks.require(loadFactor >= 1 && loadFactor <= 100, "loadfactor is 1 to 100");
        Checks.require(maxConnections >= 1, "max is at least 1");
        Checks.require(upgrade.equals(upgrade.toLowerCase(Locale.ROOT)), "upgrade is in lower case");
    }

    /** One with the usual rules for its connections and no role of its own. */
    public BackendConfig(
            String host,
            int port,
            String path,
            double loadFactor,
            Duration connectTimeout,
            Duration timeout,
            Duration retry,
            int maxConnections,
            Duration idleTimeout,
            boolean ignoresErrors,
            String upgrade) {
        this(
                host,
                port,
                path,
                loadFactor,
                connectTimeout,
                timeout,
                retry,
                maxConnections,
                idleTimeout,
                ignoresErrors,
                upgrade,
                ConnectionRules.usual(),
                MemberRole.usual());
    }

    /** Whether it listens on a Unix socket. */
    public boolean onUnixSocket() {
        return host.startsWith("/");
    }

    /** Host and port as a Host field names them; httpd leaves the default port away. */
    public String authority() {
        if (onUnixSocket()) {
            return "localhost";
        }
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == 80 ? name : name + ":" + port;
    }

    /** The URL that names the member in the scoreboard. */
    public String url() {
        return (onUnixSocket() ? "unix:" + host + "|" : "") + "http://" + authority() + path;
    }
}
