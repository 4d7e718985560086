package org.whippletree.config.directive;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern of names as a shell writes it: {@code *}, {@code ?}, {@code [a-c]}, {@code [!a-c]}, and a backslash for each. */
final class Wildcard {
    private final boolean matchesHidden;
    private final Pattern pattern;

    /** @param text one name of a path, without a slash */
    Wildcard(String text) {
        matchesHidden = text.startsWith(".");
        pattern = compiled(text);
    }

    /** What is no pattern, such as a range from z to a, stands for itself. */
    private static Pattern compiled(String text) {
        try {
            return Pattern.compile(regex(text), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(text));
        }
    }

    static boolean isIn(String text) {
        return text.matches(".*[*?\\[].*");
    }

    /** A name that begins with a period is matched only by a period that is written. */
    boolean matches(String name) {
        return (matchesHidden || !name.startsWith(".")) && pattern.matcher(name).matches();
    }

    private static String regex(String text) {
        StringBuilder regex = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            char character = text.charAt(position++);
            int close = character == '[' ? text.indexOf(']', position + 1) : -1;
            if (close > 0) {
                regex.append(set(text.substring(position, close)));
                position = close + 1;
            } else if (character == '*') {
                regex.append(".*");
            } else if (character == '?') {
                regex.append('.');
            } else if (character == '\\' && position < text.length()) {
                regex.append(Pattern.quote(text.substring(position, ++position)));
            } else {
                regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return regex.toString();
    }

    private static String set(String text) {
        boolean negated = text.startsWith("!") || text.startsWith("^");
        String characters = negated ? text.substring(1) : text;
        return "[" + (negated ? "^" : "") + characters.replaceAll("[\\[\\]\\\\&^]", "\\\\$0") + "]";
    }
}
