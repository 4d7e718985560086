package org.whippletree.proxy.framing;

/** Follows a client's requests. It stops behind one that asks for another protocol: what follows may be no request. */
final class RequestScanner extends MessageScanner {
    private final RequestLine line;

    RequestScanner(byte[] window, FramingLimits limits) {
        this(window, limits, new RequestLine(limits));
    }

    private RequestScanner(byte[] window, FramingLimits limits, RequestLine line) {
        super(window, line, limits);
        this.line = line;
    }

    @Override
    Body body(FramingFields framing) {
        if (framing.chunked()) {
            return Body.CHUNKED;
        }
        return framing.counted() ? Body.COUNTED : Body.NONE;
    }

    @Override
    void completed(FramingFields framing) {
        // RFC 9110, 7.8: Upgrade means nothing in HTTP/1.0.
        if (!framing.upgrade() || line.http10()) {
            begin();
        }
    }
}
