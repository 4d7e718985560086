package org.whippletree.proxy.client;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.SocketAddress;
import java.util.Optional;
import org.whippletree.proxy.identity.IpAddresses;
import org.whippletree.proxy.identity.ProxyHeader;
import org.whippletree.proxy.identity.RemoteIp;

/**
 * Turns clients away that are too many, before anything of theirs is read but the header of the PROXY protocol: each is told so by a
 * 503, and closed. Owned by the event loop.
 */
final class ClientAdmission extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(ClientAdmission.class.getName());

    /** What the client is counted as. */
    private enum State {
        /** Not yet, or no longer. */
        OUTSIDE,
        /** Somebody, whose address is not known or not counted. */
        SOMEBODY,
        /** One of those of its address. */
        KNOWN,
        /** It has been told to leave. */
        TURNED_AWAY
    }

    private final Crowd crowd;
    private final LingeringClose lingering;
    private final RemoteIp remoteIp;
    private final ConnectionWorkers workers;
    private final String serverName;
    private String address = "";
    private State state = State.OUTSIDE;

    ClientAdmission(
            Crowd crowd, LingeringClose lingering, RemoteIp remoteIp, String serverName, ConnectionWorkers workers) {
        this.workers = workers;
        this.crowd = crowd;
        this.lingering = lingering;
        this.remoteIp = remoteIp;
        this.serverName = serverName;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        SocketAddress peer = ctx.channel().remoteAddress();
        address = IpAddresses.text(peer);
        Optional<String> refusal = crowd.enter();
        if (refusal.isPresent()) {
            turnAway(ctx, refusal.get());
            return;
        }
        become(State.SOMEBODY);
        boolean told = ctx.pipeline().get(ProxyHeaderReader.class) != null;
        if (told || admit(ctx, peer)) {
            ctx.fireChannelActive();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        boolean toldNow = state == State.SOMEBODY && event instanceof ProxyHeader;
        if (!toldNow
                || admit(
                        ctx,
                        ((ProxyHeader) event)
                                .source()
                                .<SocketAddress>map(source -> source)
                                .orElseGet(ctx.channel()::remoteAddress))) {
            ctx.fireUserEventTriggered(event);
        }
    }

    private boolean admit(ChannelHandlerContext ctx, SocketAddress client) {
        if (remoteIp.isProxy(client)) {
            // A proxy has as many connections as its clients need.
            return true;
        }
        address = IpAddresses.text(client);
        Optional<String> refusal = crowd.enterFrom(address);
        if (refusal.isEmpty()) {
            become(State.KNOWN);
            return true;
        }
        crowd.leave();
        turnAway(ctx, refusal.get());
        return false;
    }

    private void turnAway(ChannelHandlerContext ctx, String reason) {
        become(State.TURNED_AWAY);
        workers.leave();
        LOG.log(System.Logger.Level.INFO, "client {0}: 503 {1}", address, reason);
        lingering.limit(LingeringClose.SHORT_TIME_LIMIT);
        ctx.channel()
                .writeAndFlush(
                        ErrorPage.of(503, "There are too many connections. Please try again.", serverName, false),
                        ctx.channel().voidPromise());
        ctx.channel().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (state == State.TURNED_AWAY) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state == State.KNOWN) {
            crowd.leaveFrom(address);
        }
        if (state == State.KNOWN || state == State.SOMEBODY) {
            crowd.leave();
        }
        become(State.OUTSIDE);
        ctx.fireChannelInactive();
    }

    private void become(State next) {
        state = next;
    }
}
