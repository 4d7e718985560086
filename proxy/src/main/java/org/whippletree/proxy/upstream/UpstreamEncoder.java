package org.whippletree.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequestEncoder;
import org.whippletree.proxy.http.HeadLines;

/** Puts requests to a backend into bytes; one without a body past Netty's way of encoding. */
final class UpstreamEncoder extends HttpRequestEncoder {
    private final HeadLines headLines;

    /** @param headLines may be shared with other connections of the loop */
    UpstreamEncoder(HeadLines headLines) {
        this.headLines = headLines;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof FullHttpRequest request && standsAlone(request)) {
            ByteBuf octets = headLines.request(request, ctx.alloc());
            request.release();
            ctx.write(octets, promise);
        } else {
            super.write(ctx, message, promise);
        }
    }

    private static boolean standsAlone(FullHttpRequest request) {
        return !request.content().isReadable() && request.uri().startsWith("/");
    }

    @Override
    protected void encodeHeaders(HttpHeaders fields, ByteBuf head) {
        headLines.write(fields, head);
    }
}
