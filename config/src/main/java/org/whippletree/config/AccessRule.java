package org.whippletree.config;

import java.util.List;

/**
 * Who may ask for the paths of a {@code <Location>}: whoever one of its {@code Require} lines admits.
 *
 * @param path which paths it is for
 * @param everyone whether all clients are admitted ({@code Require all granted})
 * @param sameHost whether a client is admitted that connects from the address it connects to (part of {@code Require local})
 * @param ranges the addresses that are admitted
 */
public record AccessRule(PathMatch path, boolean everyone, boolean sameHost, List<AddressRange> ranges) {
    public AccessRule {
        ranges = List.copyOf(ranges);
    }

    /** For the paths below one. */
    public AccessRule(String path, boolean everyone, boolean sameHost, List<AddressRange> ranges) {
        this(PathMatch.prefix(path), everyone, sameHost, ranges);
    }
}
