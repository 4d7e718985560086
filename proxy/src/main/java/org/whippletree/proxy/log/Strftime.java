package org.whippletree.proxy.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Patterns of {@code strftime}, and httpd's names for parts of a second. Pure. */
final class Strftime {
    private static final int MICROS_PER_SECOND = 1_000_000;

    /** A moment as text. */
    interface Clockwork {
        String text(Instant moment);
    }

    private Strftime() {}

    /** The moment in httpd's usual form if the pattern is empty. */
    static Clockwork compile(String pattern, ZoneId zone) {
        return switch (pattern) {
            case "sec" -> moment -> String.valueOf(moment.getEpochSecond());
            case "msec" -> moment -> String.valueOf(moment.toEpochMilli());
            case "usec" -> moment -> String.valueOf(moment.getEpochSecond() * MICROS_PER_SECOND + micros(moment));
            case "msec_frac" -> moment -> padded(micros(moment) / 1_000, 3);
            case "usec_frac" -> moment -> padded(micros(moment), 6);
            case "" -> compile("[%d/%b/%Y:%H:%M:%S %z]", zone);
            default -> {
                DateTimeFormatter formatter = formatter(pattern, zone);
                yield formatter::format;
            }
        };
    }

    private static int micros(Instant moment) {
        return moment.get(ChronoField.MICRO_OF_SECOND);
    }

    private static String padded(int number, int digits) {
        String text = String.valueOf(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private static DateTimeFormatter formatter(String pattern, ZoneId zone) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        int position = 0;
        for (int at = pattern.indexOf('%'); at >= 0; at = pattern.indexOf('%', position)) {
            builder.appendLiteral(pattern.substring(position, at));
            append(builder, pattern.charAt(at + 1));
            position = at + 2;
        }
        builder.appendLiteral(pattern.substring(position));
        return builder.toFormatter(Locale.US).withZone(zone);
    }

    private static void append(DateTimeFormatterBuilder builder, char letter) {
        switch (letter) {
            case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
            case '%' -> builder.appendLiteral('%');
            case 'n' -> builder.appendLiteral('\n');
            case 't' -> builder.appendLiteral('\t');
            default -> builder.appendPattern(pattern(letter));
        }
    }

    private static String pattern(char letter) {
        return switch (letter) {
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'b', 'h' -> "MMM";
            case 'B' -> "MMMM";
            case 'd' -> "dd";
            case 'D' -> "MM/dd/yy";
            case 'e' -> "ppd";
            case 'F' -> "uuuu-MM-dd";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'j' -> "DDD";
            case 'm' -> "MM";
            case 'M' -> "mm";
            case 'p' -> "a";
            case 'R' -> "HH:mm";
            case 'S' -> "ss";
            case 'T' -> "HH:mm:ss";
            case 'y' -> "yy";
            case 'Y' -> "uuuu";
            case 'z' -> "xx";
            case 'Z' -> "zzz";
            default -> throw new IllegalArgumentException("no letter of strftime that is known: " + letter);
        };
    }
}
