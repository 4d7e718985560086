package org.whippletree.control;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.whippletree.control.ControlMessage.DescriptorsHere;
import org.whippletree.control.ControlMessage.Hello;

/**
 * The first handler of an accepted connection: its first message makes it a child's link or a link's descriptor connection, or it
 * is closed. Owned by the control thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or a listener has no outcome that anyone could act on
final class Greeting extends SimpleChannelInboundHandler<ControlMessage> {
    /** How long a connection may stay silent. */
    static final long LIMIT_SECONDS = 5;

    private static final System.Logger LOG = System.getLogger(Greeting.class.getName());

    private final LinkTable links;
    private final ControlServerListener listener;
    private Optional<Future<?>> limit = Optional.empty();

    Greeting(LinkTable links, ControlServerListener listener) {
        super(ControlMessage.class);
        this.links = links;
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        limit = Optional.of(ctx.executor()
                .schedule(
                        () -> turnAway(ctx, "it said nothing for " + LIMIT_SECONDS + " s"),
                        LIMIT_SECONDS,
                        TimeUnit.SECONDS));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        limit.ifPresent(timer -> timer.cancel(false));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ControlMessage message) throws IOException {
        if (message instanceof Hello hello) {
            greet(ctx, hello);
        } else if (message instanceof DescriptorsHere claim) {
            attach(ctx, claim);
        } else {
            turnAway(ctx, "its first message is a " + message.getClass().getSimpleName());
        }
    }

    private void greet(ChannelHandlerContext ctx, Hello hello) throws IOException {
        EpollDomainSocketChannel channel = (EpollDomainSocketChannel) ctx.channel();
        PeerIdentity peer = PeerIdentity.of(channel);
        Optional<String> refusal = links.refusal(hello, peer);
        if (refusal.isPresent()) {
            String line = "refused " + hello + " from " + peer + ": " + refusal.get();
            LOG.log(links.isNews(line) ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG, line);
            ctx.pipeline().remove(this);
            channel.writeAndFlush(new ControlMessage.Refused(refusal.get())).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        AdmittedLink link = links.open(channel, hello, peer);
        ctx.pipeline().replace(this, "link", link);
        link.send(new ControlMessage.Welcome(ControlMessage.PROTOCOL, link.nonce()));
        Callbacks.call("connected", () -> listener.connected(link));
    }

    private void attach(ChannelHandlerContext ctx, DescriptorsHere claim) throws IOException {
        EpollDomainSocketChannel channel = (EpollDomainSocketChannel) ctx.channel();
        PeerIdentity peer = PeerIdentity.of(channel);
        Optional<AdmittedLink> link = links.find(claim, peer);
        if (link.isEmpty()) {
            turnAway(ctx, claim + " from " + peer + " belongs to no link");
            return;
        }
        ctx.pipeline().replace(this, "descriptors", new DescriptorConnection(link.get()));
        link.get().descriptorsOpened(channel);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        LOG.log(System.Logger.Level.DEBUG, "a connection ended before it said who it is");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        turnAway(ctx, cause.getMessage());
    }

    private void turnAway(ChannelHandlerContext ctx, String reason) {
        LOG.log(System.Logger.Level.WARNING, "closing a connection to the control socket: " + reason);
        ctx.pipeline().remove(this);
        ctx.close();
    }
}
