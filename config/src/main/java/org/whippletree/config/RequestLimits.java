package org.whippletree.config;

import java.time.Duration;

/**
 * How large a request may be and how long it may take to come.
 *
 * @param fieldSize bytes of one field line ({@code LimitRequestFieldSize})
 * @param fields header fields ({@code LimitRequestFields})
 * @param body bytes of a body; 0: any number ({@code LimitRequestBody})
 * @param headTime how long a head may take ({@code RequestReadTimeout})
 * @param bodyTime how long a body may take, while it is read ({@code RequestReadTimeout})
 */
public record RequestLimits(int fieldSize, int fields, long body, ReadTime headTime, ReadTime bodyTime) {
    /** httpd's default of {@code LimitRequestBody}. */
    public static final long DEFAULT_BODY = 1L << 30;

    /** httpd's default of {@code RequestReadTimeout header=}. */
    public static final ReadTime DEFAULT_HEAD_TIME = new ReadTime(Duration.ofSeconds(20), Duration.ofSeconds(40), 500);

    /** httpd's default of {@code RequestReadTimeout body=}. */
    public static final ReadTime DEFAULT_BODY_TIME = new ReadTime(Duration.ofSeconds(20), Duration.ZERO, 500);

    /** What holds unless the configuration says otherwise. */
    public static RequestLimits usual() {
        return new RequestLimits(8190, 100, DEFAULT_BODY, DEFAULT_HEAD_TIME, DEFAULT_BODY_TIME);
    }
}
