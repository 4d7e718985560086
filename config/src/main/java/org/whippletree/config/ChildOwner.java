package org.whippletree.config;

/**
 * Whom children belong to when the supervisor is started by root. Names as in the system's tables, or numbers.
 *
 * @param user of {@code User}, without its {@code #}; empty: children belong to whoever starts the server
 * @param group of {@code Group}, without its {@code #}; empty: the user's own group
 */
public record ChildOwner(String user, String group) {
    /** Whoever starts the server. */
    public static ChildOwner starter() {
        return new ChildOwner("", "");
    }

    /** Whether a user is named. */
    public boolean named() {
        return !user.isEmpty();
    }
}
