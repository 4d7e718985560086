package org.whippletree.proxy.http;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time as a Date field tells it (RFC 9110, 5.6.7), written once a second. Owned by the event loop. */
final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final long SECOND_MILLIS = 1_000;

    private long second = -1;
    private AsciiString text = AsciiString.EMPTY_STRING;

    AsciiString at(long nowMillis) {
        if (nowMillis / SECOND_MILLIS != second) {
            second = nowMillis / SECOND_MILLIS;
            text = AsciiString.cached(FORM.format(Instant.ofEpochSecond(second)));
        }
        return text;
    }
}
