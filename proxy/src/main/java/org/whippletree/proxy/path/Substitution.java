package org.whippletree.proxy.path;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;

/** What httpd puts in place of a match: text, {@code $0} to {@code $9} for groups, a backslash before a dollar sign that is none. Pure. */
public final class Substitution {
    private static final int TEXT = -1;

    /** Text, or a group by its number. */
    private record Part(String text, int group) {}

    private final List<Part> parts = new ArrayList<>();

    public Substitution(String replacement) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char character = replacement.charAt(i);
            char next = i + 1 < replacement.length() ? replacement.charAt(i + 1) : 0;
            if (character == '$' && next >= '0' && next <= '9') {
                endText(text);
                parts.add(new Part("", next - '0'));
                i++;
            } else if (character == '\\' && (next == '$' || next == '\\')) {
                text.append(next);
                i++;
            } else {
                text.append(character);
            }
        }
        endText(text);
    }

    private void endText(StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text.toString(), TEXT));
            text.setLength(0);
        }
    }

    /** Whether it has a place for a group. */
    public boolean hasGroups() {
        return parts.stream().anyMatch(part -> part.group() != TEXT);
    }

    /** The replacement of a match; a group that took no part is empty. */
    public String of(MatchResult match) {
        StringBuilder result = new StringBuilder();
        for (Part part : parts) {
            if (part.group() == TEXT) {
                result.append(part.text());
            } else if (part.group() <= match.groupCount() && match.group(part.group()) != null) {
                result.append(match.group(part.group()));
            }
        }
        return result.toString();
    }
}
