package org.whippletree.proxy.path;

/** A pattern took more steps on a text than it may; whether it matches is not known. */
public final class PatternTooHardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PatternTooHardException(String pattern, int length) {
        super(
                "the pattern '" + pattern + "' takes too long for a text of " + length + " characters",
                null,
                false,
                false);
    }
}
