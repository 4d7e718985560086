package org.whippletree.proxy.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.whippletree.proxy.identity.IpAddresses;
import org.whippletree.proxy.identity.RemoteIp;

/**
 * Turns clients away that are too many, before anything of theirs is read: each is told so by a 503, and closed. Owned by the event
 * loop.
 */
final class ClientAdmission extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(ClientAdmission.class.getName());

    private final Crowd crowd;
    private final LingeringClose lingering;
    private final RemoteIp remoteIp;
    private final String serverName;
    private String address = "";
    private String crowdAddress = Crowd.ANY_ADDRESS;
    private boolean counted;

    ClientAdmission(Crowd crowd, LingeringClose lingering, RemoteIp remoteIp, String serverName) {
        this.crowd = crowd;
        this.lingering = lingering;
        this.remoteIp = remoteIp;
        this.serverName = serverName;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        address = IpAddresses.text(ctx.channel().remoteAddress());
        // A proxy has as many connections as its clients need.
        boolean alone = !remoteIp.isProxy(ctx.channel().remoteAddress());
        crowdAddress = alone ? address : Crowd.ANY_ADDRESS;
        Optional<String> refusal = crowd.enter(crowdAddress);
        if (refusal.isEmpty()) {
            counted = true;
            ctx.fireChannelActive();
            return;
        }
        LOG.log(System.Logger.Level.INFO, "client {0}: 503 {1}", address, refusal.get());
        lingering.limit(LingeringClose.SHORT_TIME_LIMIT);
        ctx.channel()
                .writeAndFlush(
                        ErrorPage.of(503, "There are too many connections. Please try again.", serverName, false),
                        ctx.channel().voidPromise());
        ctx.channel().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (counted) {
            ctx.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (counted) {
            counted = false;
            crowd.leave(crowdAddress);
        }
        ctx.fireChannelInactive();
    }
}
