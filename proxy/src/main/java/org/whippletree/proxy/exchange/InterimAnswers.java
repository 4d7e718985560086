package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.function.Predicate;

/** The interim answers of one exchange (RFC 9110, 15.2). Each comes as a head and an empty end, which belongs to no body. */
final class InterimAnswers {
    /** As httpd: a backend that sends more of them in a row is broken. */
    private static final int MOST = 10;

    private int count;
    private boolean endsNext;
    private Optional<HttpResponse> switching = Optional.empty();

    /**
     * Takes a head; what is wrong with it, or empty if it can be relayed.
     *
     * @param maySwitch says of a 101 whether it was asked for
     */
    Optional<String> take(HttpResponse head, Predicate<HttpResponse> maySwitch) {
        count++;
        boolean switches = head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        if (switches && maySwitch.test(head)) {
            switching = Optional.of(head);
        } else if (switches) {
            return Optional.of("101 without having been asked to switch protocols");
        }
        if (count > MOST) {
            return Optional.of("more than " + MOST + " interim answers");
        }
        endsNext = true;
        return Optional.empty();
    }

    /**
     * Passes an interim answer on, unless the client has not asked for it.
     *
     * @return whether it says that the backend wants the request's body
     */
    boolean relay(HttpResponse head, ForwardedRequest request, RequestWay asking, Downstream client) {
        boolean probed = asking.answeredBy(head);
        boolean ours = probed && !asking.clientExpects();
        if (!ours && request.speaks11() && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            client.host().responseHeaders().rewriteInterim(head.headers(), head.protocolVersion());
            client.interim(head);
        }
        return probed;
    }

    /** The 101 with which HTTP has ended, once its own end has come. */
    Optional<HttpResponse> switched() {
        return endsNext ? Optional.empty() : switching;
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
