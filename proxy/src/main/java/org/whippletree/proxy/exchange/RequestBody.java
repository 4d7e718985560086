package org.whippletree.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Set;
import org.whippletree.proxy.http.HopByHop;
import org.whippletree.proxy.upstream.KeptChoice;
import org.whippletree.proxy.upstream.UpstreamConnection;

/**
 * A request's body on its way: held while there is no connection to send it on, at most what one read brought, passed straight on
 * afterwards. Of a request that may be repeated, a copy is kept of what goes out on a kept connection; of any other, until its head is out. Owned by the event loop.
 */
final class RequestBody {
    /** RFC 9110, 9.2.2: doing one of these twice is as good as doing it once. */
    private static final Set<HttpMethod> IDEMPOTENT =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    /** As much as one read may bring: less than that in a while is a trickle. */
    private static final int ENOUGH_BYTES = 1 << 14;

    /** The longest body that is copied. httpd has as much of a body in hand before it connects. */
    private static final int MOST_COPIED_BYTES = 1 << 14;

    private final HttpRequest request;
    private final boolean idempotent;
    private final HeldPieces held = new HeldPieces();
    private UpstreamConnection upstream;
    private LastHttpContent end = LastHttpContent.EMPTY_LAST_CONTENT;
    private ByteBuf copy;
    private boolean complete;
    private boolean repeated;
    private long size;
    private long sizeAsked;
    private long sentBytes;

    RequestBody(HttpRequest request) {
        this.request = request;
        this.idempotent = IDEMPOTENT.contains(request.method());
    }

    /** Takes a piece; it is sent, not flushed, or held. */
    void add(HttpContent content) {
        if (content instanceof LastHttpContent last) {
            complete = true;
            HopByHop.cleanTrailers(last.trailingHeaders());
            if (!last.trailingHeaders().isEmpty()) {
                end = new DefaultLastHttpContent();
                end.trailingHeaders().set(last.trailingHeaders());
            }
        }
        size += content.content().readableBytes();
        if (upstream == null) {
            held.add(content);
        } else {
            send(content);
        }
    }

    /** Sends what is held, and from now on each piece as it comes; answers how many bytes were held. */
    int startSending(UpstreamConnection to) {
        int bytes = 0;
        upstream = to;
        for (HttpContent content = held.poll(); content != null; content = held.poll()) {
            bytes += content.content().readableBytes();
            send(content);
        }
        return bytes;
    }

    private void send(HttpContent content) {
        int bytes = content.content().readableBytes();
        // What is lost on a connection that nobody has used before is not sent again.
        boolean mayGoAgain = idempotent ? upstream.reused() : upstream.maybeUnsent();
        if (bytes > 0 && mayGoAgain && copied() && sentBytes + bytes <= MOST_COPIED_BYTES) {
            if (copy == null) {
                copy = content.content().alloc().buffer(bytes, MOST_COPIED_BYTES);
            }
            copy.writeBytes(content.content(), content.content().readerIndex(), bytes);
        }
        sentBytes += bytes;
        upstream.writeBody(content);
    }

    /** The connection is gone, the request will be sent once more. Only if it is {@link #repeatable}, or nothing of it was sent. */
    void startAgain() {
        if (copy != null) {
            held.add(new DefaultHttpContent(copy));
            copy = null;
        }
        if (upstream != null && complete) {
            held.add(end);
        }
        repeated |= upstream != null;
        upstream = null;
        sentBytes = 0;
    }

    /** Nothing will be sent again. */
    void forgetSent() {
        if (copy != null) {
            copy.release();
            copy = null;
        }
    }

    /** Whether its method forbids to send the request twice. */
    boolean sentOnce() {
        return !idempotent;
    }

    /** Whether the request may be sent again: its method allows it or nothing has gone out, and what was given of its body is still there. */
    boolean repeatable() {
        return copied() && (idempotent || (upstream != null && upstream.unsent()));
    }

    private boolean copied() {
        return sentBytes == (copy == null ? 0 : copy.readableBytes());
    }

    /** Which kept connections may carry the request: any, if it may be sent once more and will stay {@link #repeatable}. */
    KeptChoice keptChoice() {
        if (!idempotent) {
            return repeated ? KeptChoice.NONE : KeptChoice.NOT_ABOUT_TO_CLOSE;
        }
        return !repeated && mostBytes() <= MOST_COPIED_BYTES ? KeptChoice.ANY : KeptChoice.NONE;
    }

    /** How long the body may become. */
    private long mostBytes() {
        if (complete) {
            return size;
        }
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null) {
            return Long.parseLong(length);
        }
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) ? Long.MAX_VALUE : 0;
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
        forgetSent();
        held.release();
    }
}
