package org.whippletree.config.directive;

/** The lines of a text, continued ones joined. A backslash continues only directly before the end of its line. */
final class LogicalLines {
    private final String text;
    private int position;
    private int line;
    private String current = "";

    LogicalLines(String text) {
        this.text = text;
    }

    /** Moves to the next line; false at the end. */
    boolean next() {
        if (position >= text.length()) {
            return false;
        }
        StringBuilder joined = new StringBuilder();
        while (appendPhysicalLine(joined)) {
            joined.setLength(joined.length() - 1);
        }
        current = joined.toString().strip();
        return true;
    }

    /** The current line without the blanks around it. */
    String current() {
        return current;
    }

    /** The number of its last physical line. */
    int number() {
        return line;
    }

    private boolean appendPhysicalLine(StringBuilder joined) {
        if (position >= text.length()) {
            return false;
        }
        int newline = text.indexOf('\n', position);
        int end = newline < 0 ? text.length() : newline;
        int visibleEnd = end > position && text.charAt(end - 1) == '\r' ? end - 1 : end;
        joined.append(text, position, visibleEnd);
        boolean continued = visibleEnd > position && text.charAt(visibleEnd - 1) == '\\';
        position = end + 1;
        line++;
        return continued;
    }
}
