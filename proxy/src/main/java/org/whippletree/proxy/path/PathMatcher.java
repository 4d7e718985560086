package org.whippletree.proxy.path;

import org.whippletree.config.PathMatch;

/** Says whether a section is for a path. Pure. */
public final class PathMatcher {
    private final PathMatch config;
    private final BoundedPattern pattern;

    public PathMatcher(PathMatch config) {
        this.config = config;
        this.pattern = new BoundedPattern(config.pattern() ? config.text() : "");
    }

    /** Whether it is for every path. */
    public boolean every() {
        return config.isEvery();
    }

    /**
     * Whether it is for this path; {@link PatternTooHardException} if that is too hard to tell.
     *
     * @param path with nothing encoded in it
     */
    public boolean matches(String path) {
        if (config.pattern()) {
            return pattern.find(PathPrefix.withoutRuns(path)).isPresent();
        }
        return every() || PathPrefix.matchedLength(config.text(), path) >= 0;
    }
}
