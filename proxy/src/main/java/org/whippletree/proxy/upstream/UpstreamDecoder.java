package org.whippletree.proxy.upstream;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Cuts a backend's bytes, which the guard let pass, into answers. Whether one has a body depends on its request. */
final class UpstreamDecoder extends HttpResponseDecoder {
    private final UpstreamConnection connection;

    UpstreamDecoder(UpstreamConnection connection, HttpDecoderConfig config) {
        super(config);
        this.connection = connection;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return connection.answersHead() || super.isContentAlwaysEmpty(message);
    }
}
