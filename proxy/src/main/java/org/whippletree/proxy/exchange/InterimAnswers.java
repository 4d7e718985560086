package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;

/** The interim answers of one exchange (RFC 9110, 15.2). Each comes as a head and an empty end, which belongs to no body. */
final class InterimAnswers {
    /** As httpd: a backend that sends more of them in a row is broken. */
    private static final int MOST = 10;

    private int count;
    private boolean endsNext;

    /** Takes a head; what is wrong with it, or empty if it can be relayed. */
    Optional<String> take(HttpResponse head) {
        count++;
        if (head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            return Optional.of("101 without having been asked to switch protocols");
        }
        if (count > MOST) {
            return Optional.of("more than " + MOST + " interim answers");
        }
        endsNext = true;
        return Optional.empty();
    }

    /** Whether the piece ends an interim answer, and not the final one. */
    boolean owns(HttpContent content) {
        boolean owned = endsNext;
        if (content instanceof LastHttpContent) {
            endsNext = false;
        }
        return owned;
    }
}
