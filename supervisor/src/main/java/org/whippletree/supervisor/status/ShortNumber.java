package org.whippletree.supervisor.status;

import java.util.Locale;

/** Numbers for narrow columns. */
final class ShortNumber {
    private static final String SCALES = "kMGTP";

    private ShortNumber() {}

    /** The whole number if it fits into so many characters, else thousands, millions and so on: {@code 12k}, {@code 3M}. */
    static String fit(long number, int width) {
        String text = Long.toString(number);
        long rest = number;
        for (int i = 0; text.length() > width && i < SCALES.length(); i++) {
            rest /= 1000;
            text = Long.toString(rest) + SCALES.charAt(i);
        }
        return text;
    }

    /** Bytes with one decimal: {@code 812 B}, {@code 1.4 kB}. Units of 1024, as httpd's page. */
    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double rest = bytes;
        int scale = -1;
        while (rest >= 1023.95 && scale < SCALES.length() - 1) {
            rest /= 1024;
            scale++;
        }
        return String.format(Locale.ROOT, "%.1f %cB", rest, SCALES.charAt(scale));
    }
}
