package org.whippletree.control;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

/** The supervisor's end of a descriptor connection after its first message: only descriptors go out, nothing comes in. */
@SuppressWarnings("FutureReturnValueIgnored") // a close or a listener has no outcome that anyone could act on
final class DescriptorConnection extends SimpleChannelInboundHandler<ControlMessage> {
    private static final System.Logger LOG = System.getLogger(DescriptorConnection.class.getName());

    private final AdmittedLink link;

    DescriptorConnection(AdmittedLink link) {
        super(ControlMessage.class);
        this.link = link;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ControlMessage message) {
        breach(ctx, "a second message");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        breach(ctx, cause.getMessage());
    }

    private void breach(ChannelHandlerContext ctx, String reason) {
        LOG.log(System.Logger.Level.WARNING, "closing the descriptor connection of " + link + ": " + reason);
        ctx.close();
    }
}
