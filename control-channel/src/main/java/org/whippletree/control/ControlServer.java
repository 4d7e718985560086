package org.whippletree.control;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The supervisor's side of the control channel: listens on the control socket, admits children, and is where their links come
 * from. Owns one thread, "control"; its methods may be called on any thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or a listener has no outcome that anyone could act on
public final class ControlServer implements AutoCloseable {
    /** Two frames of the largest kind; a child for which more waits does not read. */
    private static final int UNSENT_LIMIT_BYTES = 2 * FrameCodec.LIMIT_BYTES;

    private final ControlThread thread;
    private final Channel acceptor;
    private final ChannelGroup connections;
    private final LinkTable links;

    private ControlServer(ControlThread thread, Channel acceptor, ChannelGroup connections, LinkTable links) {
        this.thread = thread;
        this.acceptor = acceptor;
        this.connections = connections;
        this.links = links;
    }

    /**
     * Listens on a socket file of mode 0600, in place of one that a former supervisor left. Its folder must be closed to others
     * (0750 or less). Returns when children can connect.
     *
     * @throws IOException if there can be no such socket; the message says what to do
     */
    public static ControlServer listen(Path socket, Admission admission, ControlServerListener listener)
            throws IOException {
        if (!Epoll.isAvailable()) {
            throw new IOException(
                    "the control socket needs Linux with epoll on x86-64 or arm64", Epoll.unavailabilityCause());
        }
        SocketFile.prepare(socket);
        LinkTable links = new LinkTable(admission, listener);
        ControlThread thread = new ControlThread();
        ChannelGroup connections = new DefaultChannelGroup(thread.loop());
        ChannelFuture bound = new ServerBootstrap()
                .group(thread.loop())
                .channel(EpollServerDomainSocketChannel.class)
                .childOption(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(UNSENT_LIMIT_BYTES / 2, UNSENT_LIMIT_BYTES))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        // What a child said last is read though it has gone and nothing can be written to it.
                        channel.config().setAutoClose(false);
                        channel.pipeline().addLast(new FrameCodec(), new Greeting(links, listener));
                    }
                })
                .bind(new DomainSocketAddress(socket.toString()))
                .awaitUninterruptibly();
        try {
            if (!bound.isSuccess()) {
                throw new IOException(
                        "the control socket " + socket + " cannot be bound: "
                                + bound.cause().getMessage(),
                        bound.cause());
            }
            SocketFile.restrictToOwner(socket);
        } catch (IOException e) {
            thread.stop(() -> bound.channel().close());
            throw e;
        }
        return new ControlServer(thread, bound.channel(), connections, links);
    }

    /** Closes all links, of which the listener hears nothing more, and removes the socket file. */
    @Override
    public void close() {
        thread.stop(() -> {
            // Netty deletes the file of a bound Unix socket when its channel closes.
            acceptor.close();
            links.clear();
            connections.close();
        });
    }
}
