package org.whippletree.config.directive;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How numbers, times and paths are written. */
final class Values {
    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,100}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]{1,100}([.][0-9]{0,100})?|[.][0-9]{1,100})");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,100})(ms|s|min|mi|h|)", Pattern.CASE_INSENSITIVE);

    /** Twenty-four days: more than any timeout needs, and an int of milliseconds for whoever counts in those. */
    private static final BigInteger MOST_MILLIS = BigInteger.valueOf(Integer.MAX_VALUE);

    private Values() {}

    /** A number too large for an int is as large as an int can be: the range checks name the correction. */
    static int integer(String name, String text) throws BadArgument {
        if (!INTEGER.matcher(text).matches()) {
            throw new BadArgument("Invalid value '" + text + "' for " + name + ", expected integer");
        }
        BigInteger number = new BigInteger(text);
        return number.max(BigInteger.valueOf(Integer.MIN_VALUE))
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .intValue();
    }

    /** A size; what does not fit in a long is an error, as is a negative one. */
    static long bytes(String name, String text) throws BadArgument {
        if (!INTEGER.matcher(text).matches() || text.startsWith("-") || new BigInteger(text).bitLength() >= Long.SIZE) {
            throw new BadArgument("Invalid " + name + " value: " + text);
        }
        return Long.parseLong(text);
    }

    static double decimal(String name, String text) throws BadArgument {
        if (!DECIMAL.matcher(text).matches()) {
            throw new BadArgument("Invalid value '" + text + "' for " + name + ", expected a number such as 1.5");
        }
        return new BigDecimal(text).doubleValue();
    }

    /** httpd's time: a number of seconds, or with a unit: ms, s, mi (or min), h. */
    static Duration time(String name, String text) throws BadArgument {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new BadArgument("Invalid value '" + text + "' for " + name + ", expected a time such as 5 or 500ms");
        }
        long unitMillis = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "ms" -> 1;
            case "min", "mi" -> 60_000;
            case "h" -> 3_600_000;
            default -> 1_000;
        };
        BigInteger millis = new BigInteger(matcher.group(1)).multiply(BigInteger.valueOf(unitMillis));
        return Duration.ofMillis(millis.min(MOST_MILLIS).longValue());
    }

    static Path path(String name, String text) throws BadArgument {
        if (text.isEmpty()) {
            throw new BadArgument("Invalid file path '' for " + name + ", expected the name of a file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadArgument("Invalid file path '" + e.getInput().replace("\0", "\\0") + "' for " + name);
        }
    }
}
