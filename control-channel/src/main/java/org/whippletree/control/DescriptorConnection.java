package org.whippletree.control;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.FileDescriptor;

/** The supervisor's end of a descriptor connection after its first message: descriptors go out, or come in if they were asked for. */
@SuppressWarnings("FutureReturnValueIgnored") // a close or a listener has no outcome that anyone could act on
final class DescriptorConnection extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(DescriptorConnection.class.getName());

    private final AdmittedLink link;

    DescriptorConnection(AdmittedLink link) {
        this.link = link;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof FileDescriptor descriptor) {
            link.descriptorCame(descriptor);
        } else {
            breach(ctx, "a second message");
        }
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
