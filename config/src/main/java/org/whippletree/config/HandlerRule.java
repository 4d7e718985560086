package org.whippletree.config;

/**
 * What answers the requests of a {@code <Location>} that no {@code ProxyPass} takes.
 *
 * @param path which paths it is for
 */
public record HandlerRule(PathMatch path, RequestHandler handler) {
    /** For the paths below one. */
    public HandlerRule(String path, RequestHandler handler) {
        this(PathMatch.prefix(path), handler);
    }
}
