package org.whippletree.supervisor.status;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as httpd's status pages write them. */
final class HttpdNumber {
    private HttpdNumber() {}

    static String twoDecimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** C's {@code %g}: six significant digits, trailing zeros dropped; in the ranges of a status no exponent is needed below 1e6. */
    static String shortest(double value) {
        return shortest(value, 6);
    }

    /** C's {@code %.3g}, for people. */
    static String rounded(double value) {
        return shortest(value, 3);
    }

    private static String shortest(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        BigDecimal stripped = rounded.stripTrailingZeros();
        if (exponent >= -4 && exponent < digits) {
            return stripped.toPlainString();
        }
        String figures = stripped.unscaledValue().abs().toString();
        String mantissa = figures.charAt(0) + (figures.length() > 1 ? "." + figures.substring(1) : "");
        return (value < 0 ? "-" : "")
                + mantissa
                + String.format(Locale.ROOT, "e%c%02d", exponent < 0 ? '-' : '+', Math.abs(exponent));
    }
}
