package org.whippletree.config.errorlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes text safe to stand in one line of a log. */
final class LogText {
    /** A line of at most so many bytes goes into the file undivided, also beside those of other processes. */
    static final int MOST_BYTES = 4095;

    private static final byte[] CUT = {'.', '.', '.', '\n'};

    private LogText() {}

    /** What could end the line, move a terminal's cursor or reorder the text is written as an escape, and the backslash too. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> append(escaped, character));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int character) {
        switch (character) {
            case '\\' -> escaped.append("\\\\");
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> {
                if (character >= 0x20 && character < 0x7f) {
                    escaped.append((char) character);
                } else if (character < 0x100 && Character.isISOControl(character)) {
                    escaped.append("\\x")
                            .append(Character.forDigit(character >> 4, 16))
                            .append(Character.forDigit(character & 0xf, 16));
                } else if (visible(character)) {
                    escaped.appendCodePoint(character);
                } else {
                    escaped.append("\\u{")
                            .append(Integer.toHexString(character))
                            .append('}');
                }
            }
        }
    }

    private static boolean visible(int character) {
        int type = Character.getType(character);
        return type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED;
    }

    /** The bytes of a line with its end, cut between two characters if it is too long. */
    static byte[] line(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return bytes;
        }
        int end = MOST_BYTES - CUT.length;
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        byte[] cut = Arrays.copyOf(bytes, end + CUT.length);
        System.arraycopy(CUT, 0, cut, end, CUT.length);
        return cut;
    }
}
