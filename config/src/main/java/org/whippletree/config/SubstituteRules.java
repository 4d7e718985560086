package org.whippletree.config;

import java.util.List;

/**
 * What a section says about {@code SUBSTITUTE}.
 *
 * @param rules in their order
 * @param maxLineBytes the longest line ({@code SubstituteMaxLineLength}); 0: the section does not say
 * @param inheritedFirst whether what outer sections say is done before; 0: the section does not say, else 1 or -1
 */
public record SubstituteRules(List<SubstituteRule> rules, int maxLineBytes, int inheritedFirst) {
    /** mod_substitute's. */
    public static final int USUAL_LINE_BYTES = 1 << 20;

    private static final SubstituteRules NONE = new SubstituteRules(List.of(), 0, 0);

    public SubstituteRules {
        rules = List.copyOf(rules);
        Checks.require(maxLineBytes >= 0, "a line is not shorter than nothing");
    }

    /** Nothing. */
    public static SubstituteRules none() {
        return NONE;
    }
}
