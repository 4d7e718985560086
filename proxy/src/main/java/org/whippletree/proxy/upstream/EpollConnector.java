package org.whippletree.proxy.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.whippletree.config.BackendConfig;

/** Connects with epoll sockets, TCP and Unix, on one event loop; names are resolved by the given resolver, which must not block it. */
public final class EpollConnector implements Connector {
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final Bootstrap unixBootstrap;

    /**
     * @param highWaterMark bytes of a request that may wait for a slow backend; it takes more again at half of them
     */
    public EpollConnector(EventLoop loop, AddressResolverGroup<?> resolver, int highWaterMark) {
        WriteBufferWaterMark waterMark = new WriteBufferWaterMark(highWaterMark / 2, highWaterMark);
        this.loop = loop;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .resolver(resolver)
                // Without it a body in two writes waits 40 ms for the backend's delayed acknowledgement.
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark);
        this.unixBootstrap = new Bootstrap()
                .group(loop)
                .channel(EpollDomainSocketChannel.class)
                .disableResolver()
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark);
    }

    @Override
    public Future<Void> connect(BackendConfig backend, ChannelHandler handler) {
        Promise<Void> outcome = loop.newPromise();
        // Not at once: epoll's events name descriptors only. A descriptor that was closed with an event still in hand,
        // and is opened
        // anew before the loop comes to that event, gets it; a socket that is being connected does not survive it.
        loop.execute(() -> open(backend, handler).addListener(new PromiseNotifier<>(outcome)));
        return outcome;
    }

    private ChannelFuture open(BackendConfig backend, ChannelHandler handler) {
        boolean unix = backend.onUnixSocket();
        SocketAddress address = unix
                ? new DomainSocketAddress(backend.host())
                : InetSocketAddress.createUnresolved(backend.host(), backend.port());
        return (unix ? unixBootstrap : bootstrap)
                .clone()
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(backend.connectTimeout().toMillis()))
                .handler(handler)
                .connect(address);
    }
}
