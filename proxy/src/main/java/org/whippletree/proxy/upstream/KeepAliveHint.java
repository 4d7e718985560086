package org.whippletree.proxy.upstream;

import java.time.Duration;
import java.util.Locale;

/**
 * What a backend says of its connection in {@code Keep-Alive: timeout=5, max=99} (RFC 2068, 19.7.1.1). The field is between it and
 * us only. Pure.
 *
 * @param idleLimit how long the connection may be unused before it must not be used any more; zero: it does not say
 * @param last whether the connection takes no further request
 */
record KeepAliveHint(Duration idleLimit, boolean last) {
    /** It says nothing. */
    static final KeepAliveHint NONE = new KeepAliveHint(Duration.ZERO, false);

    /** More than that is as good as no limit. */
    private static final int MOST_SECONDS = 3600;

    private static final int MOST_DIGITS = 9;

    /**
     * The limit stays a second below the backend's time, or takes half of it: a request on its way must not meet the backend's close.
     *
     * @param field null if there is none
     */
    static KeepAliveHint of(String field) {
        if (field == null) {
            return NONE;
        }
        Duration limit = Duration.ZERO;
        boolean last = false;
        for (String part : field.split(",", -1)) {
            String word = part.strip().toLowerCase(Locale.ROOT);
            int seconds = number(word, "timeout=");
            if (seconds == 0) {
                last = true;
            } else if (seconds > 0 && seconds <= MOST_SECONDS) {
                limit = seconds == 1 ? Duration.ofMillis(500) : Duration.ofSeconds(seconds - 1L);
            }
            last |= number(word, "max=") == 0;
        }
        return new KeepAliveHint(limit, last);
    }

    private static int number(String word, String key) {
        if (!word.startsWith(key)) {
            return -1;
        }
        String digits = word.substring(key.length()).strip();
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : -1;
    }
}
