package org.whippletree.config.directive;

import java.util.Locale;

/**
 * Something that the user should change in a configuration, or know of it.
 *
 * @param where what to change
 * @param severity whether the configuration can be used nevertheless
 * @param message what is wrong and what to do, without a period
 */
public record Problem(SourceLocation where, Severity severity, String message) {
    /** Whether the configuration cannot be used. */
    public boolean error() {
        return severity == Severity.ERROR;
    }

    /** One line; an error has one place for each level of Include, the outermost first. */
    @Override
    public String toString() {
        return error()
                ? where.throughIncludes() + ": " + message
                : where + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + message;
    }
}
