package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.AsciiString;
import org.whippletree.proxy.http.KnownTexts;

/** Cuts a client's bytes into requests. */
final class RequestDecoder extends HttpRequestDecoder {
    RequestDecoder(HttpDecoderConfig config) {
        super(config);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] octets, int start, int length) {
        return KnownTexts.NAMES.text(octets, start, length);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        // Netty would drop Content-Length and go on (RFC 9112, 6.1 allows either); one of the two was meant by an
        // attacker.
        throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
    }

    /** Whether a part of a message has come that is not complete. */
    boolean holdsBytes() {
        return actualReadableBytes() > 0;
    }
}
