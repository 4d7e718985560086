package org.whippletree.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Counts a connection's bytes both ways, for access logs that ask for them. Stands below the codec. Owned by the event loop. */
final class ByteCount extends ChannelDuplexHandler {
    private long in;
    private long out;

    long in() {
        return in;
    }

    long out() {
        return out;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            in += bytes.readableBytes();
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            out += bytes.readableBytes();
        }
        ctx.write(message, promise);
    }
}
