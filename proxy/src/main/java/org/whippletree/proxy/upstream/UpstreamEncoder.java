package org.whippletree.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequestEncoder;
import org.whippletree.proxy.http.FieldLines;

/** Puts requests to a backend into bytes. */
final class UpstreamEncoder extends HttpRequestEncoder {
    private final FieldLines fieldLines;

    /** @param fieldLines may be shared with other connections of the loop */
    UpstreamEncoder(FieldLines fieldLines) {
        this.fieldLines = fieldLines;
    }

    @Override
    protected void encodeHeaders(HttpHeaders fields, ByteBuf head) {
        fieldLines.write(fields, head);
    }
}
