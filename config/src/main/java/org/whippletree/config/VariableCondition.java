package org.whippletree.config;

/**
 * Holds if a variable of the exchange is set, or if it is not ({@code env=NAME}, {@code env=!NAME}).
 *
 * @param variable its name; empty: it holds always
 * @param negated whether it holds without the variable
 */
public record VariableCondition(String variable, boolean negated) {
    private static final VariableCondition ALWAYS = new VariableCondition("", false);

    /** Holds for every exchange. */
    public static VariableCondition always() {
        return ALWAYS;
    }

    /** Whether it holds for every exchange. */
    public boolean isAlways() {
        return variable.isEmpty();
    }
}
