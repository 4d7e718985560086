package org.whippletree.proxy.framing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpObject;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What both guards do with octets: pass those that are looked at, hold those of which only later is known what they are, and pass a
 * failed message in the place of a flawed one. Owned by the event loop.
 */
abstract class Guard extends ChannelInboundHandlerAdapter {
    private final Queue<ByteBuf> held = new ArrayDeque<>(1);
    private ChannelHandlerContext context;

    @Override
    public final void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext ctx) {
        release();
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        release();
        ctx.fireChannelInactive();
    }

    final ChannelHandlerContext context() {
        return context;
    }

    /** The queue of what is held. */
    final Queue<ByteBuf> held() {
        return held;
    }

    /** Octets behind {@code end}, of which something has been looked at; null if there are none. */
    static ByteBuf behind(ByteBuf octets, int end) {
        int more = octets.writerIndex() - end;
        return more > 0 ? octets.retainedSlice(end, more) : null;
    }

    /** Passes octets up to {@code end}. */
    final void pass(ByteBuf octets, int end) {
        octets.writerIndex(end);
        if (octets.isReadable()) {
            context.fireChannelRead(octets);
        } else {
            octets.release();
        }
    }

    /**
     * Passes what came before a flaw, of a head with a flaw nothing, and a failed message behind it.
     *
     * @param end where the scanner has found the flaw
     */
    final void passFlawed(ByteBuf octets, int end, MessageScanner scanner, HttpObject failed) {
        boolean inHead = scanner.inHead();
        pass(octets, inHead ? Math.max(scanner.messageBegin(), octets.readerIndex()) : end);
        failed.setDecoderResult(DecoderResult.failure(new FramingException(scanner.flaw())));
        context.fireChannelRead(failed);
    }

    /** The other protocol has begun: passes what was held, and takes itself out of the pipeline. */
    public final void passRaw() {
        for (ByteBuf octets = held.poll(); octets != null; octets = held.poll()) {
            context.fireChannelRead(octets);
        }
        context.fireChannelReadComplete();
        context.pipeline().remove(this);
    }

    /** Nothing comes any more. */
    void release() {
        for (ByteBuf octets = held.poll(); octets != null; octets = held.poll()) {
            octets.release();
        }
    }
}
