package org.whippletree.config;

/**
 * What answers the requests of a {@code <Location>} that no {@code ProxyPass} takes.
 *
 * @param path the prefix, beginning with a slash
 */
public record HandlerRule(String path, RequestHandler handler) {
    public HandlerRule {
        Checks.require(path.startsWith("/"), "a location begins with a slash");
    }
}
