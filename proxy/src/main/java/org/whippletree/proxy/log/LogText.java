package org.whippletree.proxy.log;

import java.nio.charset.StandardCharsets;

/** Text of strangers within a line of an access log, as httpd's {@code ap_escape_logitem} writes it. Pure. */
final class LogText {
    private static final int HEX = 16;

    private LogText() {}

    /** Appends the text, whose characters are bytes, so that it cannot end the line or a quoted item; a dash for none. */
    static void append(StringBuilder line, String text) {
        if (text == null) {
            line.append('-');
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            append(line, text.charAt(i));
        }
    }

    private static void append(StringBuilder line, char character) {
        switch (character) {
            case '"' -> line.append("\\\"");
            case '\\' -> line.append("\\\\");
            case '\b' -> line.append("\\b");
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            case 0x0b -> line.append("\\v");
            default -> {
                if (character >= ' ' && character < 0x7f) {
                    line.append(character);
                } else if (character < 0x100) {
                    line.append("\\x").append(digit(character >> 4)).append(digit(character & 0xf));
                } else {
                    append(line, bytes(String.valueOf(character)));
                }
            }
        }
    }

    private static char digit(int value) {
        return Character.forDigit(value, HEX);
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Everything that is percent-encoded decoded; each byte one character. */
    static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            int high = path.charAt(i) == '%' && i + 2 < path.length() ? Character.digit(path.charAt(i + 1), HEX) : -1;
            int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), HEX);
            if (low < 0) {
                decoded.append(path.charAt(i));
            } else {
                decoded.append((char) (high * HEX + low));
                i += 2;
            }
        }
        return decoded.toString();
    }
}
