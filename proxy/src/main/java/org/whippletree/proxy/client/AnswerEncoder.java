package org.whippletree.proxy.client;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Puts answers into bytes. It is told which answers have no body: that depends on the request (HEAD). */
final class AnswerEncoder extends HttpResponseEncoder {
    private boolean bodyless;

    /** Whether the next answer's head stands alone, whatever its fields say. */
    void nextIsBodyless(boolean yes) {
        bodyless = yes;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse head) {
        return bodyless || super.isContentAlwaysEmpty(head);
    }
}
