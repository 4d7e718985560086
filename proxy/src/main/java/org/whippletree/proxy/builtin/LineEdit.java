package org.whippletree.proxy.builtin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.whippletree.config.SubstituteRule;
import org.whippletree.proxy.path.BoundedPattern;
import org.whippletree.proxy.path.Substitution;

/** One {@code Substitute}, applied to a line. Octets are taken for letters of ISO 8859-1, so that none is changed but those replaced. Pure. */
final class LineEdit {
    /** A pattern looks at each letter some times; who needs more on a line is not told from who never ends. */
    private static final int STEPS_PER_OCTET = 100;

    private final BoundedPattern pattern;
    private final Substitution replacement;

    LineEdit(SubstituteRule rule) {
        // As PCRE: a point matches all but the end of the line, and a dollar sign stands before it.
        int flags = Pattern.UNIX_LINES
                | (rule.literal() ? Pattern.LITERAL : 0)
                | (rule.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
        this.pattern = new BoundedPattern(octets(rule.pattern()), flags);
        String with = octets(rule.replacement());
        this.replacement =
                new Substitution(rule.literal() ? with.replace("\\", "\\\\").replace("$", "\\$") : with);
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /**
     * The line with every match replaced.
     *
     * @throws IOException if it becomes longer than it may be
     * @throws org.whippletree.proxy.path.PatternTooHardException if that takes too long
     */
    String apply(String line, int mostBytes) throws IOException {
        long steps = BoundedPattern.MOST_STEPS + (long) STEPS_PER_OCTET * line.length();
        BoundedPattern.Search search = pattern.search(line, (int) Math.min(steps, Integer.MAX_VALUE));
        if (!search.next()) {
            return line;
        }
        StringBuilder edited = new StringBuilder();
        int copied = 0;
        do {
            MatchResult match = search.match();
            edited.append(line, copied, match.start()).append(replacement.of(match));
            copied = match.end();
            if (edited.length() > mostBytes) {
                throw new IOException("a line has become longer than " + mostBytes + " bytes by what was put into it");
            }
        } while (search.next());
        return edited.append(line, copied, line.length()).toString();
    }
}
