package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.whippletree.proxy.http.HopByHop;
import org.whippletree.proxy.upstream.UpstreamConnection;

/**
 * A request's body on its way: held while there is no connection to send it on, at most what one read brought, passed straight on
 * afterwards. Owned by the event loop.
 */
final class RequestBody {
    /** RFC 9110, 9.2.2: doing one of these twice is as good as doing it once. */
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    /** As much as one read may bring: less than that in a while is a trickle. */
    private static final int ENOUGH_BYTES = 1 << 14;

    private final Queue<HttpContent> held = new ArrayDeque<>(2);
    private UpstreamConnection upstream;
    private boolean complete;
    private long size;
    private long sizeAsked;

    /** Takes a piece; it is sent, not flushed, or held. */
    void add(HttpContent content) {
        if (content instanceof LastHttpContent last) {
            complete = true;
            HopByHop.cleanTrailers(last.trailingHeaders());
        }
        size += content.content().readableBytes();
        if (upstream == null) {
            held.add(content);
        } else {
            upstream.writeBody(content);
        }
    }

    /** Sends what is held, and from now on each piece as it comes; answers how many bytes were held. */
    int startSending(UpstreamConnection to) {
        int bytes = 0;
        upstream = to;
        for (HttpContent content = held.poll(); content != null; content = held.poll()) {
            bytes += content.content().readableBytes();
            to.writeBody(content);
        }
        return bytes;
    }

    /** The connection is gone, the request will be sent once more. Only if it is {@link #repeatable}. */
    void startAgain() {
        boolean sent = upstream != null;
        upstream = null;
        if (sent && complete) {
            held.add(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    /** Whether the request may be sent twice: its method allows it, and no byte of a body has been given away. */
    boolean repeatable(HttpRequest request) {
        return IDEMPOTENT.contains(request.method()) && size == 0;
    }

    /** Whether the request is repeatable and no body can come that would change that: none is announced, or it has come. */
    boolean staysRepeatable(HttpRequest request) {
        boolean announced = request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        return repeatable(request) && (complete || !announced);
    }

    /** Bytes that have come. */
    long size() {
        return size;
    }

    /** Whether more than a trickle has come since this was asked last. */
    boolean broughtEnough() {
        boolean enough = size - sizeAsked >= ENOUGH_BYTES;
        sizeAsked = size;
        return enough;
    }

    boolean sending() {
        return upstream != null;
    }

    /** Whether the last piece has come from the client. */
    boolean complete() {
        return complete;
    }

    void release() {
        upstream = null;
        for (HttpContent content = held.poll(); content != null; content = held.poll()) {
            content.release();
        }
    }
}
