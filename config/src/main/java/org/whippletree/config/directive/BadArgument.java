package org.whippletree.config.directive;

/** Carries a refusal from where an argument is understood to the one place that turns it into a {@link Problem}. */
final class BadArgument extends Exception {
    private static final long serialVersionUID = 1L;

    BadArgument(String message) {
        super(message, null, false, false);
    }
}
