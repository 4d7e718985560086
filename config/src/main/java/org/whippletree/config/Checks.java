package org.whippletree.config;

/** Refuses values that the directive table should have caught: a failure here is a programming error, not a user's. */
final class Checks {
    private Checks() {}

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
