package org.whippletree.config;

import java.util.List;

/**
 * Who may ask for the paths of a {@code <Location>}: whoever one of its {@code Require} lines admits.
 *
 * @param path which paths it is for
 * @param everyone whether all clients are admitted ({@code Require all granted})
 * @param sameHost whether a client is admitted that connects from the address it connects to (part of {@code Require local})
 * @param ranges the addresses that are admitted
 * @param anyUser whether whoever logs in is admitted ({@code Require valid-user})
 * @param users those who are admitted once they have logged in
 */
public record AccessRule(
        PathMatch path,
        boolean everyone,
        boolean sameHost,
        List<AddressRange> ranges,
        boolean anyUser,
        List<String> users) {
    public AccessRule {
        ranges = List.copyOf(ranges);
        users = List.copyOf(users);
    }

    /** One that asks for no users. */
    public AccessRule(PathMatch path, boolean everyone, boolean sameHost, List<AddressRange> ranges) {
        this(path, everyone, sameHost, ranges, false, List.of());
    }

    /** Whether it asks clients to log in that nothing else admits. */
    public boolean asksForUsers() {
        return anyUser || !users.isEmpty();
    }

    /** For the paths below one. */
    public AccessRule(String path, boolean everyone, boolean sameHost, List<AddressRange> ranges) {
        this(PathMatch.prefix(path), everyone, sameHost, ranges);
    }
}
