package org.whippletree.config;

/**
 * One {@code RequestHeader} or {@code Header}.
 *
 * @param action what is done
 * @param name the field's name; of an echo the pattern of names
 * @param value the value as a format, the pattern of an edit, or the name of a note; empty for an unset and an echo
 * @param replacement what an edit puts in place of a match, as a format, with {@code $1} for its first group
 * @param condition for which exchanges it is
 */
public record HeaderRule(
        HeaderAction action, String name, String value, String replacement, VariableCondition condition) {
    /** One for every exchange. */
    public HeaderRule(HeaderAction action, String name, String value, String replacement) {
        this(action, name, value, replacement, VariableCondition.always());
    }
}
