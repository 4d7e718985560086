package org.whippletree.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.whippletree.proxy.identity.ProxyHeaderParser;

/**
 * Takes the header of the PROXY protocol from the begin of a connection, tells what it says as an event, and leaves the pipeline. The
 * clock of the first request's head runs meanwhile. Owned by the event loop.
 */
final class ProxyHeaderReader extends ChannelInboundHandlerAdapter {
    private final ProxyProtocol rules;
    private final ProxyHeaderParser parser = new ProxyHeaderParser();
    private boolean refused;

    ProxyHeaderReader(ProxyProtocol rules) {
        this.rules = rules;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!rules.expectedFrom(ctx.channel().remoteAddress())) {
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf octets = (ByteBuf) message;
        if (!refused) {
            parser.read(octets);
        }
        if (parser.complete()) {
            ctx.pipeline().remove(this);
            ctx.fireUserEventTriggered(parser.header());
            if (octets.isReadable()) {
                ctx.fireChannelRead(octets);
                return;
            }
        } else if (!refused && !parser.flaw().isEmpty()) {
            refuse(ctx, parser.flaw());
            ctx.fireExceptionCaught(new IOException("PROXY protocol: " + parser.flaw()));
        }
        octets.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // Nobody behind has read anything.
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!refused && parser.begun()) {
            refuse(ctx, "the header of the PROXY protocol did not come to its end");
        }
        ctx.fireChannelInactive();
    }

    private void refuse(ChannelHandlerContext ctx, String reason) {
        refused = true;
        rules.refused(ctx.channel().remoteAddress(), reason);
    }
}
