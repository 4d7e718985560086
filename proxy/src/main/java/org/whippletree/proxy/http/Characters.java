package org.whippletree.proxy.http;

/** Character classes of RFC 9110, 5.6. */
final class Characters {
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /** 2^63 has 19 digits; one less cannot overflow a long. */
    private static final int MAX_LENGTH_DIGITS = 18;

    private Characters() {}

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!alphanumeric && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether the text is a Content-Length: digits only, and a number that fits. */
    static boolean isLength(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
