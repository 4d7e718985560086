package org.whippletree.config.directive;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.whippletree.config.PathMatch;

/** Which paths a {@code <Location>} or {@code <LocationMatch>} is for. */
final class Places {
    static final String LOCATION = "<Location>";
    static final String LOCATION_MATCH = "<LocationMatch>";

    /** Patterns of which every path is one. */
    private static final Set<String> ALL =
            Set.of("", "/", "^/", ".*", "/.*", "^/.*", "^/.*$", "^.*$", "^(.*)$", "^/(.*)$", "^(/.*)$", "^/(.*)");

    private Places() {}

    /** Of what stands in a section that has been read; every path outside of all. */
    static PathMatch of(Optional<Directive> section) {
        if (section.isEmpty()) {
            return PathMatch.every();
        }
        Directive opening = section.get();
        boolean tilde = opening.argument().equals("~");
        if (tilde || opening.named(LOCATION_MATCH)) {
            return new PathMatch(opening.arguments().get(tilde ? 1 : 0), true);
        }
        return PathMatch.prefix(opening.argument());
    }

    /** Finds what is wrong with the arguments of a section. */
    static PathMatch parse(Statement statement) throws BadArgument {
        Directive opening = statement.directive();
        boolean tilde = opening.argument().equals("~");
        if (opening.arguments().size() > (tilde ? 2 : 1)) {
            throw new BadArgument("Multiple " + opening.name() + " arguments not (yet) supported.");
        }
        if (tilde && opening.arguments().size() < 2) {
            throw new BadArgument(opening.name() + " directive requires additional arguments");
        }
        PathMatch place = tilde || opening.named(LOCATION_MATCH)
                ? new PathMatch(pattern(opening.arguments().get(tilde ? 1 : 0)), true)
                : PathMatch.prefix(prefix(opening.argument()));
        return place;
    }

    private static String prefix(String path) throws BadArgument {
        if (!path.startsWith("/")) {
            throw new BadArgument("<Location> path '" + path + "' must begin with a slash");
        }
        if (path.matches(".*[*?\\[\\]].*")) {
            throw new BadArgument("<Location> path '" + path
                    + "': the wildcards * ? [ ] are not supported yet: use <LocationMatch> with a pattern");
        }
        return path;
    }

    /** The pattern, if it is one. */
    static String pattern(String text) throws BadArgument {
        try {
            Pattern.compile(text, Pattern.DOTALL);
            return text;
        } catch (PatternSyntaxException e) {
            throw new BadArgument("Regular expression '" + text + "' could not be compiled: " + e.getDescription());
        }
    }

    /** Whether no path is left out, as far as that can be seen. */
    static boolean takesAll(PathMatch place) {
        return place.pattern()
                ? ALL.contains(place.text())
                : place.isEvery() || place.text().equals("/");
    }
}
