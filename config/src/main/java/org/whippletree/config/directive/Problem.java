package org.whippletree.config.directive;

/**
 * Something that the user should change in a configuration.
 *
 * @param where what to change
 * @param warning whether the configuration can be used nevertheless, with the correction that the message names
 * @param message what is wrong and what to do, without a period
 */
public record Problem(SourceLocation where, boolean warning, String message) {
    @Override
    public String toString() {
        return where + (warning ? ": warning: " : ": ") + message;
    }
}
