package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whippletree.config.SubstituteRule;

/** What SUBSTITUTE puts in place of what. */
final class SubstituteDirectives {
    private static final Set<Scope> SCOPES = Set.of(Scope.SERVER, Scope.VIRTUAL_HOST, Scope.LOCATION_SECTION);
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})([bkmg]?)", Pattern.CASE_INSENSITIVE);

    private SubstituteDirectives() {}

    static List<DirectiveRow> rows() {
        return List.of(
                new DirectiveRow(
                        "Substitute",
                        SCOPES,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "s/pattern/replacement/[infq]",
                                "none",
                                "What the filter SUBSTITUTE replaces in each line of an answer: what a pattern matches, or with n the very text;"
                                        + " i takes letters of either case, f and q make no difference; the slash may be any character",
                                "Substitute s|http://app.internal/|/|n"),
                        (statement, draft) -> draft.filters().substitute(statement, rule(statement.argument()))),
                new DirectiveRow(
                        "SubstituteMaxLineLength",
                        SCOPES,
                        Arity.ONE,
                        new DirectiveRow.Description(
                                "bytes[b|k|m|g]",
                                "1m",
                                "The longest line that SUBSTITUTE takes; a longer one fails its exchange",
                                "SubstituteMaxLineLength 4m"),
                        (statement, draft) -> draft.filters().maxLineBytes(statement, bytes(statement.argument()))),
                new DirectiveRow(
                        "SubstituteInheritBefore",
                        SCOPES,
                        Arity.FLAG,
                        new DirectiveRow.Description(
                                "On|Off",
                                "Off",
                                "Whether what outer sections replace is replaced before what a section says itself",
                                "SubstituteInheritBefore On"),
                        (statement, draft) -> draft.filters()
                                .inheritFirst(statement, statement.flag().value())));
    }

    private static SubstituteRule rule(String text) throws BadArgument {
        if (text.length() < 2 || Character.toLowerCase(text.charAt(0)) != 's') {
            throw new BadArgument("Bad Substitute format, must be an s/// pattern");
        }
        List<String> parts = parts(text.substring(2), text.charAt(1));
        if (parts.size() != 3 || parts.get(0).isEmpty()) {
            throw new BadArgument("Bad Substitute format, must be a complete s/// pattern");
        }
        String flags = parts.get(2).toLowerCase(Locale.ROOT);
        if (!flags.matches("[infq]*")) {
            throw new BadArgument("Bad Substitute flag, only s///[infq] are supported");
        }
        boolean literal = flags.contains("n");
        String pattern = literal ? parts.get(0) : Places.pattern(parts.get(0));
        return new SubstituteRule(pattern, parts.get(1), literal, flags.contains("i"));
    }

    /** What the delimiter parts; a backslash before it makes it a letter like others. */
    private static List<String> parts(String text, char delimiter) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char current = text.charAt(i);
            boolean escapes = current == '\\' && i + 1 < text.length();
            if (escapes && text.charAt(i + 1) == delimiter) {
                part.append(delimiter);
                i++;
            } else if (escapes) {
                part.append(current).append(text.charAt(++i));
            } else if (current == delimiter) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(current);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static int bytes(String text) throws BadArgument {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            throw new BadArgument(
                    "SubstituteMaxLineLength must be a non-negative integer optionally suffixed with 'b', 'k', 'm' or"
                            + " 'g'.");
        }
        int shift = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        long bytes = Long.parseLong(matcher.group(1)) << shift;
        // More would not fit in a child's memory, whatever else it does.
        return (int) Math.max(1, Math.min(bytes, 1 << 26));
    }
}
