package org.whippletree.config.directive;

import java.util.Locale;
import java.util.Optional;

/** How many arguments a directive takes, with httpd's words for a wrong number. */
public enum Arity {
    /** One. */
    ONE(1, 1, "takes one argument"),
    /** One or two. */
    ONE_OR_TWO(1, 2, "requires 1 or 2 arguments."),
    /** Two. */
    TWO(2, 2, "takes two arguments"),
    /** Any number but none. */
    ONE_OR_MORE(1, Integer.MAX_VALUE, "requires at least one argument"),
    /** Two, then any number. */
    TWO_OR_MORE(2, Integer.MAX_VALUE, "requires at least two arguments"),
    /** {@code On} or {@code Off}. */
    FLAG(1, 1, "must be On or Off"),
    /** The one argument of a section. */
    SECTION(1, 1, "directive requires additional arguments"),
    /** The arguments of a section that takes several. */
    SECTION_WORDS(1, Integer.MAX_VALUE, "directive requires additional arguments");

    private final int least;
    private final int most;
    private final String rule;

    Arity(int least, int most, String rule) {
        this.least = least;
        this.most = most;
        this.rule = rule;
    }

    /** The fewest arguments. */
    public int least() {
        return least;
    }

    /** The most arguments. */
    public int most() {
        return most;
    }

    Optional<String> complaint(Directive directive, String name, String help) {
        int count = directive.arguments().size();
        boolean fits = count >= least && count <= most;
        if (fits && this == FLAG) {
            String word = directive.arguments().get(0).toLowerCase(Locale.ROOT);
            fits = word.equals("on") || word.equals("off");
        }
        if (fits) {
            return Optional.empty();
        }
        return switch (this) {
            case FLAG, ONE_OR_TWO, SECTION, SECTION_WORDS -> Optional.of(name + " " + rule);
            default -> Optional.of(name + " " + rule + ", " + help);
        };
    }
}
