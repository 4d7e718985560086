package org.whippletree.config;

import java.util.List;

/**
 * One {@code SetEnvIf}, {@code SetEnv} or one of their kin.
 *
 * @param attribute what is looked at: a word such as {@code Request_URI} in lower case, a field of the request, or a variable that
 *     a rule before has set; empty: the rule is for every request, and comes behind those that look at something ({@code SetEnv})
 * @param pattern what must be found in it
 * @param anyCase whether upper and lower case are the same ({@code SetEnvIfNoCase})
 * @param settings what becomes of which variables
 */
public record EnvironmentRule(String attribute, String pattern, boolean anyCase, List<VariableSetting> settings) {
    public EnvironmentRule {
        settings = List.copyOf(settings);
    }

    /** Whether it is for every request. */
    public boolean unconditional() {
        return attribute.isEmpty();
    }
}
