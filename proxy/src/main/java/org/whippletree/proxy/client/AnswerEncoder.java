package org.whippletree.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import org.whippletree.proxy.http.FieldLines;

/** Puts answers into bytes. It is told which answers have no body: that depends on the request (HEAD). */
final class AnswerEncoder extends HttpResponseEncoder {
    private final FieldLines fieldLines;
    private boolean bodyless;

    /** @param fieldLines may be shared with other connections of the loop */
    AnswerEncoder(FieldLines fieldLines) {
        this.fieldLines = fieldLines;
    }

    /** Whether the next answer's head stands alone, whatever its fields say. */
    void nextIsBodyless(boolean yes) {
        bodyless = yes;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse head) {
        return bodyless || super.isContentAlwaysEmpty(head);
    }

    @Override
    protected void encodeHeaders(HttpHeaders fields, ByteBuf head) {
        fieldLines.write(fields, head);
    }
}
