package org.whippletree.config;

/**
 * What {@code SUBSTITUTE} puts in place of what ({@code Substitute}).
 *
 * @param pattern a pattern, or the very text
 * @param replacement may name groups of a pattern
 * @param literal whether neither is a pattern
 * @param ignoreCase whether letters of either case match
 */
public record SubstituteRule(String pattern, String replacement, boolean literal, boolean ignoreCase) {
    public SubstituteRule {
        Checks.require(!pattern.isEmpty(), "something is replaced");
    }
}
