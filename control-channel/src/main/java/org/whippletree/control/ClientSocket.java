package org.whippletree.control;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import java.nio.file.Path;
import java.util.function.Function;

/** Makes the child's connections to the control socket. */
final class ClientSocket {
    private final EventLoop loop;
    private final Path path;

    ClientSocket(EventLoop loop, Path path) {
        this.loop = loop;
        this.path = path;
    }

    /** A connection for messages; writes frames and reads them. */
    ChannelFuture connectForMessages(Function<Channel, ChannelHandler> handler) {
        return connect(handler, DomainSocketReadMode.BYTES);
    }

    /** A connection for descriptors; writes frames and never reads one. */
    ChannelFuture connectForDescriptors(Function<Channel, ChannelHandler> handler) {
        return connect(handler, DomainSocketReadMode.FILE_DESCRIPTORS);
    }

    private ChannelFuture connect(Function<Channel, ChannelHandler> handler, DomainSocketReadMode readMode) {
        return new Bootstrap()
                .group(loop)
                .channel(EpollDomainSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
                .option(EpollChannelOption.DOMAIN_SOCKET_READ_MODE, readMode)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new FrameCodec(), handler.apply(channel));
                    }
                })
                .connect(new DomainSocketAddress(path.toString()));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
