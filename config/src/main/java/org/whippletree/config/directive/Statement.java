package org.whippletree.config.directive;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A directive at its place, with its number of arguments checked.
 *
 * @param directive as written
 * @param section the section around it
 */
record Statement(Directive directive, Optional<Directive> section) {
    SourceLocation where() {
        return directive.where();
    }

    List<String> arguments() {
        return directive.arguments();
    }

    String argument() {
        return directive.argument();
    }

    <T> Setting<T> setting(T value) {
        return Setting.at(where(), value);
    }

    /** Only for {@link Arity#FLAG}. */
    Setting<Boolean> flag() {
        return setting(argument().toLowerCase(Locale.ROOT).equals("on"));
    }

    Setting<Integer> integer() throws BadArgument {
        return setting(Values.integer(directive.name(), argument()));
    }

    int integerAtLeast(int least, Problems problems) throws BadArgument {
        int value = integer().value();
        if (value < least) {
            problems.warning(where(), directive.name() + " of " + value + " not allowed, increasing to " + least);
        }
        return Math.max(value, least);
    }

    Duration time() throws BadArgument {
        return Values.time(directive.name(), argument());
    }

    Duration timeAtLeast(Duration least, Problems problems) throws BadArgument {
        Duration value = time();
        if (value.compareTo(least) >= 0) {
            return value;
        }
        problems.warning(
                where(),
                directive.name() + " of " + argument() + " not allowed, increasing to " + least.toMillis() + "ms");
        return least;
    }
}
