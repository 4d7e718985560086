package org.whippletree.proxy.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;

/**
 * How far a request may still go (RFC 9110, 7.6.2). It counts for OPTIONS; TRACE is never forwarded, and for other methods the field
 * is passed on as it is, unless {@code ProxyMaxForwards} gives every request one: then it counts for each of them. Pure.
 */
public final class MaxForwards {
    private static final MaxForwards OF_OPTIONS = new MaxForwards(-1);

    private final int given;

    /** @param given what requests without one are given; negative: nothing */
    public MaxForwards(int given) {
        this.given = given;
    }

    private boolean counts(HttpRequest request) {
        return (given >= 0 || request.method().equals(HttpMethod.OPTIONS))
                && request.headers().contains(HttpHeaderNames.MAX_FORWARDS);
    }

    /** Whether an OPTIONS has one that is none, whatever is configured. */
    static boolean malformedOptions(HttpRequest request) {
        return OF_OPTIONS.malformed(request);
    }

    /** Whether it would have to be counted, and cannot be. */
    public boolean malformed(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return counts(request)
                && (headers.getAll(HttpHeaderNames.MAX_FORWARDS).size() > 1
                        || !Characters.isLength(headers.get(HttpHeaderNames.MAX_FORWARDS)));
    }

    /** Whether the request is to be answered here. It is not malformed. */
    public boolean reached(HttpRequest request) {
        return counts(request) && Long.parseLong(request.headers().get(HttpHeaderNames.MAX_FORWARDS)) == 0;
    }

    /** Counts this proxy, in place. */
    public void count(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (counts(request)) {
            long left = Long.parseLong(headers.get(HttpHeaderNames.MAX_FORWARDS)) - 1;
            headers.set(HttpHeaderNames.MAX_FORWARDS, String.valueOf(left));
        } else if (given >= 0) {
            headers.set(HttpHeaderNames.MAX_FORWARDS, String.valueOf(given));
        }
    }
}
