package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.List;

/** Splits a line as httpd does: blanks part words, quotes join them, a backslash escapes only itself and the quote. */
final class Words {
    private final String text;
    private int position;

    private Words(String text) {
        this.text = text;
    }

    static List<String> of(String text) {
        Words words = new Words(text);
        List<String> all = new ArrayList<>();
        while (words.skipBlanks()) {
            all.add(words.next());
        }
        return all;
    }

    static boolean blank(char character) {
        return character == ' ' || character == '\t' || character == '\f' || character == 0x0b || character == '\r';
    }

    private boolean skipBlanks() {
        while (position < text.length() && blank(text.charAt(position))) {
            position++;
        }
        return position < text.length();
    }

    private String next() {
        char first = text.charAt(position);
        if (first == '"' || first == '\'') {
            position++;
            return quoted(first);
        }
        StringBuilder word = new StringBuilder();
        while (position < text.length() && !blank(text.charAt(position))) {
            word.append(character('\\'));
        }
        return word.toString();
    }

    /** An unclosed quote reaches to the end of the line, as in httpd. */
    private String quoted(char quote) {
        StringBuilder word = new StringBuilder();
        while (position < text.length() && text.charAt(position) != quote) {
            word.append(character(quote));
        }
        position++;
        return word.toString();
    }

    private char character(char escapable) {
        char current = text.charAt(position++);
        if (current == '\\' && position < text.length()) {
            char following = text.charAt(position);
            if (following == '\\' || following == escapable) {
                position++;
                return following;
            }
        }
        return current;
    }
}
