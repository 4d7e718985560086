package org.whippletree.child.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import java.util.function.Consumer;

/**
 * A listening socket that the supervisor bound and passed on. Its queue is shared with every sibling: what this child leaves in it,
 * another one takes. Owned by the event loop.
 */
public final class InheritedListener {
    private final EpollServerSocketChannel channel;
    private final EpollTcpInfo info = new EpollTcpInfo();

    /** Reads the queue's length from the listening descriptor; never registered, never closed: that would close the listener. */
    private final EpollSocketChannel probe;

    private InheritedListener(EpollServerSocketChannel channel, EpollSocketChannel probe) {
        this.channel = channel;
        this.probe = probe;
    }

    /**
     * Puts an inherited descriptor on the loop, disarmed.
     *
     * @param onAccept gets each accepted channel, not yet registered
     * @param onError told when accept(2) fails
     */
    public static InheritedListener adopt(
            EventLoop loop, int descriptor, Consumer<Channel> onAccept, Consumer<Throwable> onError) {
        EpollServerSocketChannel channel = new EpollServerSocketChannel(descriptor);
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(new Acceptor(onAccept, onError));
        loop.register(channel).syncUninterruptibly();
        return new InheritedListener(channel, new EpollSocketChannel(descriptor));
    }

    /** Takes clients, or leaves them to the siblings. */
    public void arm(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Clients that wait to be accepted by any child; one system call. */
    public int acceptQueue() {
        probe.tcpInfo(info);
        return Math.toIntExact(info.unacked());
    }

    /** Closes this child's copy of the descriptor; the queue lives on with the others. */
    public void close() {
        channel.close();
    }

    /** Takes the place of Netty's acceptor, which would re-arm the listener by itself a second after an error. */
    private static final class Acceptor extends ChannelInboundHandlerAdapter {
        private final Consumer<Channel> onAccept;
        private final Consumer<Throwable> onError;

        Acceptor(Consumer<Channel> onAccept, Consumer<Throwable> onError) {
            this.onAccept = onAccept;
            this.onError = onError;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            onAccept.accept((Channel) message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            onError.accept(cause);
        }
    }
}
