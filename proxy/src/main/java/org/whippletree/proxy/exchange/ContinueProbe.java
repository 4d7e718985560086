package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import org.whippletree.config.BackendConfig;
import org.whippletree.proxy.http.RequestRules;

/**
 * httpd's {@code ping}: a backend is asked for a 100 before it is given a request's body, so that one that does not answer has not
 * been given it (RFC 9110, 10.1.1). Owned by the event loop.
 */
final class ContinueProbe {
    private final HttpRequest request;
    private boolean clientExpects;
    private boolean asked;
    private Duration patience = Duration.ZERO;

    ContinueProbe(HttpRequest request) {
        this.request = request;
    }

    /** Asks with this head, if the backend is to be asked. */
    void begin(HttpRequest head, BackendConfig backend) {
        Duration ping = backend.connections().ping();
        if (!asked && ping.isZero()) {
            return;
        }
        if (!asked) {
            clientExpects = request.headers().contains(HttpHeaderNames.EXPECT);
            asked = true;
        }
        patience = RequestRules.announcesBody(request) ? ping : Duration.ZERO;
        if (pending()) {
            head.headers().set(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE);
        } else if (!clientExpects) {
            head.headers().remove(HttpHeaderNames.EXPECT);
        }
    }

    /** Whether the body is held until the backend has answered. */
    boolean pending() {
        return !patience.isZero();
    }

    /** How long it may take. */
    Duration patience() {
        return patience;
    }

    /** The backend has said something. */
    void answered() {
        patience = Duration.ZERO;
    }

    /** Whether this interim answer is the one that was asked for. */
    boolean answeredBy(HttpResponse interim) {
        return pending() && interim.status().equals(HttpResponseStatus.CONTINUE);
    }

    /** Whether the client has asked too, and is to hear of it. */
    boolean clientExpects() {
        return clientExpects;
    }
}
