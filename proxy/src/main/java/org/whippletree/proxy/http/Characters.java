package org.whippletree.proxy.http;

import java.util.function.IntPredicate;

/** Character classes of RFC 9110, 5.6. */
final class Characters {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /** 2^63 has 19 digits; one less cannot overflow a long. */
    private static final int MAX_LENGTH_DIGITS = 18;

    private Characters() {}

    static boolean isToken(String text) {
        return !text.isEmpty() && all(text, 0, text.length(), Characters::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        boolean alphanumeric = isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return alphanumeric || TOKEN_PUNCTUATION.indexOf(c) >= 0;
    }

    /** Whether the text is a Content-Length: digits only, and a number that fits. */
    static boolean isLength(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH_DIGITS
                && all(text, 0, text.length(), Characters::isDigit);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Whether each character of a part is admitted. Asked for each request, for which a stream would be too much. */
    static boolean all(String text, int from, int to, IntPredicate admitted) {
        for (int i = from; i < to; i++) {
            if (!admitted.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
