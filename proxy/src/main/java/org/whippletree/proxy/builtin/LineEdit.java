package org.whippletree.proxy.builtin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whippletree.config.SubstituteRule;
import org.whippletree.proxy.path.Substitution;

/** One {@code Substitute}, applied to a line. Octets are taken for letters of ISO 8859-1, so that none is changed but those replaced. Pure. */
final class LineEdit {
    private final Pattern pattern;
    private final Substitution replacement;

    LineEdit(SubstituteRule rule) {
        // As PCRE: a point matches all but the end of the line, and a dollar sign stands before it.
        int flags = Pattern.UNIX_LINES
                | (rule.literal() ? Pattern.LITERAL : 0)
                | (rule.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0);
        this.pattern = Pattern.compile(octets(rule.pattern()), flags);
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
     */
    String apply(String line, int mostBytes) throws IOException {
        Matcher matcher = pattern.matcher(new InterruptibleText(line));
        if (!matcher.find()) {
            return line;
        }
        StringBuilder edited = new StringBuilder();
        int copied = 0;
        do {
            edited.append(line, copied, matcher.start()).append(replacement.of(matcher));
            copied = matcher.end();
            if (edited.length() > mostBytes) {
                throw new IOException("a line has become longer than " + mostBytes + " bytes by what was put into it");
            }
        } while (matcher.find());
        return edited.append(line, copied, line.length()).toString();
    }

    /** A search that takes too long ends when its thread is interrupted: its exchange has been given up. */
    private record InterruptibleText(String text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the search of a pattern took too long and was interrupted");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
