package org.whippletree.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpUtil;
import org.whippletree.proxy.http.HeadLines;

/**
 * Puts answers into bytes. It is told which answers have no body: that depends on the request (HEAD). A small answer that is there as
 * a whole becomes one buffer, past Netty's way of encoding.
 */
final class AnswerEncoder extends HttpResponseEncoder {
    /** A body up to this length is copied behind its head: that costs less than a second buffer does. */
    private static final int COPIED_BYTES = 8 << 10;

    private final HeadLines headLines;
    private boolean bodyless;

    /** @param headLines may be shared with other connections of the loop */
    AnswerEncoder(HeadLines headLines) {
        this.headLines = headLines;
    }

    /** Whether the next answer's head stands alone, whatever its fields say. */
    void nextIsBodyless(boolean yes) {
        bodyless = yes;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof FullHttpResponse answer) || !oneBuffer(answer)) {
            super.write(ctx, message, promise);
            return;
        }
        ByteBuf octets;
        try {
            octets = headLines.answer(answer, ctx.alloc());
        } finally {
            answer.release();
        }
        ctx.write(octets, promise);
    }

    private boolean oneBuffer(FullHttpResponse answer) {
        int bytes = answer.content().readableBytes();
        return bytes > 0
                && bytes <= COPIED_BYTES
                && !isContentAlwaysEmpty(answer)
                && answer.trailingHeaders().isEmpty()
                && !HttpUtil.isTransferEncodingChunked(answer);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse head) {
        return bodyless || super.isContentAlwaysEmpty(head);
    }

    @Override
    protected void encodeHeaders(HttpHeaders fields, ByteBuf head) {
        headLines.write(fields, head);
    }
}
