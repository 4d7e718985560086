package org.whippletree.proxy.upstream;

import io.netty.bootstrap.Bootstrap;
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
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.ConnectionRules;
import org.whippletree.proxy.socket.FinInTurn;
import org.whippletree.proxy.socket.ReadBuffers;

/**
 * Connects with epoll sockets, TCP and Unix, on one event loop; names are resolved by the given resolver, which must not block it, and
 * each address of a name is tried in turn.
 */
public final class EpollConnector implements Connector {
    private final EventLoop loop;
    private final AddressBook addresses;
    private final Bootstrap bootstrap;
    private final Bootstrap unixBootstrap;

    /**
     * @param highWaterMark bytes of a request that may wait for a slow backend; it takes more again at half of them
     */
    public EpollConnector(EventLoop loop, AddressResolverGroup<InetSocketAddress> resolver, int highWaterMark) {
        WriteBufferWaterMark waterMark = new WriteBufferWaterMark(highWaterMark / 2, highWaterMark);
        this.loop = loop;
        this.addresses = new AddressBook(loop, resolver, System::nanoTime);
        ReadBuffers readBuffers = new ReadBuffers();
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> FinInTurn.of(new EpollSocketChannel()))
                .disableResolver()
                // Without it a body in two writes waits 40 ms for the backend's delayed acknowledgement.
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffers)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark);
        this.unixBootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(() -> FinInTurn.of(new EpollDomainSocketChannel()))
                .disableResolver()
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffers)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark);
    }

    @Override
    public <H extends ChannelHandler> Future<H> connect(BackendConfig backend, Supplier<H> handler) {
        Promise<H> outcome = loop.newPromise();
        if (backend.onUnixSocket()) {
            List<DomainSocketAddress> only = List.of(new DomainSocketAddress(backend.host()));
            nextTurn(() -> tryEach(only.iterator(), backend, handler, outcome));
        } else {
            addresses.find(backend).addListener(found -> nextTurn(() -> resolved(found, backend, handler, outcome)));
        }
        return outcome;
    }

    /**
     * Opens a socket not at once, and not while a resolver's answer is being read: epoll's events name descriptors only. A descriptor
     * that was closed with an event still in hand, and is opened anew before the loop comes to that event, gets it; a socket that is
     * being connected does not survive it.
     */
    private void nextTurn(Runnable opening) {
        loop.execute(opening);
    }

    private <H extends ChannelHandler> void resolved(
            Future<?> found, BackendConfig backend, Supplier<H> handler, Promise<H> outcome) {
        if (found.isSuccess()) {
            List<?> all = (List<?>) found.getNow();
            tryEach(all.stream().map(SocketAddress.class::cast).iterator(), backend, handler, outcome);
        } else {
            outcome.setFailure(found.cause());
        }
    }

    private <H extends ChannelHandler> void tryEach(
            Iterator<? extends SocketAddress> left, BackendConfig backend, Supplier<H> handler, Promise<H> outcome) {
        H next = handler.get();
        bootstrap(backend).handler(next).connect(left.next()).addListener(done -> {
            if (done.isSuccess()) {
                outcome.setSuccess(next);
            } else if (left.hasNext()) {
                nextTurn(() -> tryEach(left, backend, handler, outcome));
            } else {
                addresses.forget(backend);
                outcome.setFailure(done.cause());
            }
        });
    }

    private Bootstrap bootstrap(BackendConfig backend) {
        ConnectionRules rules = backend.connections();
        Bootstrap made = (backend.onUnixSocket() ? unixBootstrap : bootstrap)
                .clone()
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(backend.connectTimeout().toMillis()));
        if (rules.tcpKeepAlive() && !backend.onUnixSocket()) {
            made.option(ChannelOption.SO_KEEPALIVE, true);
        }
        if (rules.receiveBuffer() > 0) {
            made.option(ChannelOption.SO_RCVBUF, rules.receiveBuffer());
        }
        return made;
    }
}
