package org.whippletree.config.directive;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One {@code key=value} of a balancer or of a member.
 *
 * @param key in lower case
 * @param value as written
 */
record Parameter(String key, String value) {
    static Parameter parse(String text, ParameterKind kind) throws BadArgument {
        int equals = text.indexOf('=');
        if (equals < 0 && Set.of("nocanon", "interpolate", "noquery").contains(text.toLowerCase(Locale.ROOT))) {
            throw new BadArgument("'" + text + "' is not supported yet: remove it");
        }
        if (equals <= 0) {
            throw new BadArgument("Parameter must be in the form 'key=value', not '" + text + "'");
        }
        String key = text.substring(0, equals).toLowerCase(Locale.ROOT);
        if (kind.notYet().contains(key)) {
            throw new BadArgument(kind.words() + " parameter '" + key + "' is not supported yet: remove it");
        }
        if (!kind.known().contains(key)) {
            throw new BadArgument(
                    "unknown " + kind.words() + " parameter '" + key + "'" + suggestion(key, kind.known()));
        }
        return new Parameter(key, text.substring(equals + 1));
    }

    /** Takes each parameter; one that is refused does not keep the others from being looked at. */
    static void each(List<String> texts, ParameterKind kind, Taker taker, SourceLocation where, Problems problems) {
        for (String text : texts) {
            try {
                Parameter parameter = parse(text, kind);
                taker.take(parameter);
                if (kind.moot().contains(parameter.key())) {
                    problems.notice(where, parameter.key() + " has no effect: answers are passed on as they come");
                }
            } catch (BadArgument e) {
                problems.error(where, e.getMessage());
            }
        }
    }

    /** What a parameter is for. */
    interface Taker {
        void take(Parameter parameter) throws BadArgument;
    }

    /** Whether it says On; it has to say On or Off. */
    boolean isOn() throws BadArgument {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new BadArgument(key + " must be On|Off, not '" + value + "'");
        };
    }

    private static String suggestion(String key, Collection<String> known) {
        return Spelling.nearest(key, known.stream().sorted().toList())
                .map(near -> ": did you mean '" + near + "'")
                .orElse(": remove it");
    }
}
