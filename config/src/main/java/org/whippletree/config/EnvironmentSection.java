package org.whippletree.config;

import java.util.List;

/**
 * The rules on variables that hold for the paths below one; those of all sections that match are applied, in file order.
 *
 * @param path which paths it is for
 */
public record EnvironmentSection(PathMatch path, List<EnvironmentRule> rules) {
    public EnvironmentSection {
        rules = List.copyOf(rules);
    }
}
