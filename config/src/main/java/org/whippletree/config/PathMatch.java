package org.whippletree.config;

/**
 * Which paths a section is for.
 *
 * @param text the prefix, beginning with a slash, or the pattern that is searched; empty: every path
 * @param pattern whether it is a pattern ({@code <LocationMatch>})
 */
public record PathMatch(String text, boolean pattern) {
    private static final PathMatch EVERY = new PathMatch("", false);

    public PathMatch {
        Checks.require(pattern || text.isEmpty() || text.startsWith("/"), "a location begins with a slash");
    }

    /** Every path. */
    public static PathMatch every() {
        return EVERY;
    }

    /** The paths that begin with this one, at a border; empty: every path. */
    public static PathMatch prefix(String path) {
        return path.isEmpty() ? EVERY : new PathMatch(path, false);
    }

    /** Whether no path is left out. */
    public boolean isEvery() {
        return text.isEmpty() && !pattern;
    }
}
