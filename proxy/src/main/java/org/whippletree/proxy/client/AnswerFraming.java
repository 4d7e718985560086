package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Frames an answer for its client's version, and tells the client whether the connection is kept (RFC 9112, 6 and 9). Pure. */
final class AnswerFraming {
    private AnswerFraming() {}

    /**
     * Edits a head without hop-by-hop fields in place.
     *
     * @return what becomes of the connection after the answer
     */
    static ClientIntent frame(HttpResponse head, boolean hasBody, HttpVersion clientVersion, ClientIntent wish) {
        HttpHeaders headers = head.headers();
        boolean speaks11 = clientVersion.equals(HttpVersion.HTTP_1_1);
        ClientIntent intent = wish;
        head.setProtocolVersion(HttpVersion.HTTP_1_1);
        if (head.status().equals(HttpResponseStatus.NO_CONTENT)) {
            // RFC 9110, 8.6: it has no body to be counted.
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
        }
        if (hasBody && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            if (speaks11) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            } else {
                intent = ClientIntent.CLOSE_ENDS_BODY;
            }
        }
        if (intent != ClientIntent.KEEP) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!speaks11) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return intent;
    }
}
