package org.whippletree.child.loop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.whippletree.config.ListenAddress;
import org.whippletree.control.ListenerDescriptor;

/** The sockets of a training run: a backend, and a listening descriptor to pass to the child as a supervisor does. */
public final class TrainingSockets implements AutoCloseable {
    private final EpollServerSocketChannel backend;
    private final EpollServerSocketChannel listener;

    private TrainingSockets(EpollServerSocketChannel backend, EpollServerSocketChannel listener) {
        this.backend = backend;
        this.listener = listener;
    }

    /** Opens both on free ports of loopback. */
    public static TrainingSockets open(ChildLoop loop, Consumer<Channel> backendConnection) {
        EpollServerSocketChannel backend = bind(loop, backendConnection, true);
        return new TrainingSockets(backend, bind(loop, ignored -> {}, false));
    }

    private static EpollServerSocketChannel bind(ChildLoop loop, Consumer<Channel> connection, boolean accepts) {
        return (EpollServerSocketChannel) new ServerBootstrap()
                .group(loop.eventLoop(), loop.eventLoop())
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.AUTO_READ, accepts)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        connection.accept(accepted);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public int backendPort() {
        return port(backend);
    }

    public int listenerPort() {
        return port(listener);
    }

    /** The listening socket, as it is passed on. */
    public ListenerDescriptor listener() {
        return new ListenerDescriptor(
                new ListenAddress("127.0.0.1", listenerPort()), listener.fd().intValue());
    }

    private static int port(EpollServerSocketChannel channel) {
        InetSocketAddress address = channel.localAddress();
        return address.getPort();
    }

    @Override
    public void close() {
        backend.close().syncUninterruptibly();
        listener.close().syncUninterruptibly();
    }
}
