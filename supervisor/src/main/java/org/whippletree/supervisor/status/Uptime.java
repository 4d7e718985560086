package org.whippletree.supervisor.status;

/** A length of time in words and in short. */
final class Uptime {
    private Uptime() {}

    /** As httpd says it: {@code 1 day 2 hours 3 minutes 4 seconds}, parts that are zero left out. */
    static String words(long seconds) {
        StringBuilder words = new StringBuilder();
        append(words, seconds / 86_400, "day");
        append(words, seconds / 3_600 % 24, "hour");
        append(words, seconds / 60 % 60, "minute");
        append(words, seconds % 60, "second");
        return words.isEmpty() ? "0 seconds" : words.toString();
    }

    /** For a narrow place: {@code 1d 02:03:04}, or {@code 02:03:04} within the first day. */
    static String clock(long seconds) {
        String clock = "%02d:%02d:%02d".formatted(seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
        return seconds < 86_400 ? clock : seconds / 86_400 + "d " + clock;
    }

    private static void append(StringBuilder words, long count, String unit) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
            words.append(count == 1 ? "" : "s");
        }
    }
}
