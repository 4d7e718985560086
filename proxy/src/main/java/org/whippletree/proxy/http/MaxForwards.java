package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/**
 * How far a request may still go (RFC 9110, 7.6.2). It counts for OPTIONS; TRACE is never forwarded, and for other methods the field
 * is passed on as it is.
 */
public final class MaxForwards {
    private MaxForwards() {}

    private static boolean counts(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS) && request.headers().contains(HttpHeaderNames.MAX_FORWARDS);
    }

    static boolean malformed(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return counts(request)
                && (headers.getAll(HttpHeaderNames.MAX_FORWARDS).size() > 1
                        || !Characters.isLength(headers.get(HttpHeaderNames.MAX_FORWARDS)));
    }

    /** Whether the request is to be answered here. It has passed {@link RequestRules}. */
    public static boolean reached(HttpRequest request) {
        return counts(request) && Long.parseLong(request.headers().get(HttpHeaderNames.MAX_FORWARDS)) == 0;
    }

    /** Counts this proxy, in place. */
    public static void count(HttpRequest request) {
        if (counts(request)) {
            long left = Long.parseLong(request.headers().get(HttpHeaderNames.MAX_FORWARDS)) - 1;
            request.headers().set(HttpHeaderNames.MAX_FORWARDS, String.valueOf(left));
        }
    }
}
