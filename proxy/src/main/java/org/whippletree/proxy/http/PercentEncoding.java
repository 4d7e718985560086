package org.whippletree.proxy.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of paths (RFC 3986, 2.1). */
final class PercentEncoding {
    private static final int HEX = 16;

    private PercentEncoding() {}

    /**
     * Letters, digits and {@code -._~} written plainly (RFC 3986, 6.2.2.2): the same path, in the one spelling that routes are
     * compared with. Whatever else is encoded stays so.
     */
    static String plain(String path) {
        int percent = path.indexOf('%');
        if (percent < 0) {
            return path;
        }
        StringBuilder plain = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            int value = path.charAt(i) == '%' ? value(path, i + 1) : -1;
            if (value >= 0 && isUnreserved((char) value)) {
                plain.append((char) value);
                i += 2;
            } else {
                plain.append(path.charAt(i));
            }
        }
        return plain.toString();
    }

    /** Everything decoded, as UTF-8: what a path means, not how it is written. */
    static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            int value = path.charAt(i) == '%' ? value(path, i + 1) : -1;
            bytes.write(value < 0 ? path.charAt(i) : value);
            i += value < 0 ? 0 : 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int value(String path, int at) {
        if (at + 1 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at), HEX);
        int low = Character.digit(path.charAt(at + 1), HEX);
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }

    private static boolean isUnreserved(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || "-._~".indexOf(c) >= 0;
    }
}
