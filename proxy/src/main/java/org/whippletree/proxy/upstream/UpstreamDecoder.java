package org.whippletree.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/**
 * Cuts a backend's bytes into answers. It knows whether an answer is awaited: a byte that comes without one can only confuse the
 * next exchange, so it ends the connection before it is kept (RFC 9112, 9.2).
 */
final class UpstreamDecoder extends HttpResponseDecoder {
    private final UpstreamConnection connection;

    UpstreamDecoder(UpstreamConnection connection, HttpDecoderConfig config) {
        super(config);
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (connection.answerAwaited()) {
            super.channelRead(ctx, message);
        } else {
            boolean stray = !(message instanceof ByteBuf buffer) || buffer.isReadable();
            ReferenceCountUtil.release(message);
            if (stray) {
                ctx.close();
            }
        }
    }

    /** Whether bytes are left behind the answer that has just ended. */
    boolean holdsBytes() {
        return actualReadableBytes() > 0;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return connection.answersHead() || super.isContentAlwaysEmpty(message);
    }
}
