package org.whippletree.benchmarks.seam;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServerOptions;
import java.time.Duration;
import java.util.List;
import org.whippletree.config.AcceptCounts;
import org.whippletree.config.AcceptLimits;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.BalancerMethod;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.QueueLimits;
import org.whippletree.config.Route;
import org.whippletree.proxy.ReverseProxy;
import org.whippletree.proxy.Shedding;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.time.TurnClock;
import org.whippletree.proxy.upstream.Connector;
import org.whippletree.proxy.upstream.EpollConnector;

/**
 * A proxy of one process: the same handlers, once on sockets that our own bootstraps make on Vert.x's loop ({@code bootstrap}), once
 * on those of Vert.x's {@code NetServer} and {@code NetClient} ({@code vertx}).
 */
public final class SeamMain {
    private static final int HIGH_WATER_MARK = 65_536;

    private SeamMain() {}

    /** Arguments: {@code bootstrap|vertx}, the port to listen on, the backend's port. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[1]);
        VertxInternal vertx = (VertxInternal)
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        EventLoop loop = vertx.nettyEventLoopGroup().next();
        boolean onVertx = arguments[0].equals("vertx");
        Connector connector = onVertx
                ? new VertxConnector(vertx)
                : new EpollConnector(loop, vertx.nameResolver().nettyAddressResolverGroup(), HIGH_WATER_MARK);
        ReverseProxy proxy = ReverseProxy.of(
                config(Integer.parseInt(arguments[2])),
                new FreeWorkers(),
                connector,
                Deadlines.on(loop, new TurnClock(loop, System::nanoTime)),
                "",
                Shedding.never(),
                () -> {});
        if (onVertx) {
            listenOnVertx(vertx, proxy, port);
        } else {
            listenOnBootstrap(loop, proxy, port);
        }
    }

    private static void listenOnBootstrap(EventLoop loop, ReverseProxy proxy, int port) {
        new Bootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
                        proxy.serve((Channel) accepted, loop);
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly();
    }

    private static void listenOnVertx(Vertx vertx, ReverseProxy proxy, int port) {
        vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true))
                .connectHandler(socket -> {
                    Channel channel =
                            ((NetSocketInternal) socket).channelHandlerContext().channel();
                    ChannelHandler vertxHandler = channel.pipeline().remove("handler");
                    proxy.prepare(channel);
                    channel.pipeline().addLast("handler", vertxHandler);
                    channel.pipeline().fireChannelActive();
                })
                .listen(port, "127.0.0.1");
    }

    private static ProxyConfig config(int backendPort) {
        Duration minute = Duration.ofMinutes(1);
        BackendConfig backend = new BackendConfig(
                "127.0.0.1", backendPort, "", 1, minute, minute, minute, 128, Duration.ZERO, false, "");
        return new ProxyConfig(
                "seam",
                new ClientLimits(minute, true, minute, 0, minute, 65_536, 8_190, 65_536, ProtocolOptions.strict()),
                new AcceptLimits(64, 2, AcceptCounts.ALL),
                new QueueLimits(64, minute),
                List.of(new Route("/", false, "seam", "/", false)),
                List.of(),
                List.of(new BalancerConfig("seam", BalancerMethod.BYREQUESTS, 0, List.of(backend))),
                false,
                PathRules.none(),
                List.of());
    }
}
