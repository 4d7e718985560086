package org.whippletree.benchmarks.seam;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.local.LocalChannel;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import org.whippletree.config.BackendConfig;
import org.whippletree.proxy.upstream.Connector;

/** Connects with Vert.x's {@code NetClient}. */
final class VertxConnector implements Connector {
    private final ContextInternal context;
    private final NetClient client;

    VertxConnector(VertxInternal vertx) {
        context = vertx.createEventLoopContext();
        client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    }

    @Override
    public ChannelFuture connect(BackendConfig backend, ChannelHandler handler) {
        // Its channel is never asked for: the listener hears of the connection itself.
        ChannelPromise connected = new DefaultChannelPromise(new LocalChannel(), context.nettyEventLoop());
        context.runOnContext(ignored -> client.connect(backend.port(), backend.host())
                .onSuccess(socket -> {
                    Channel channel =
                            ((NetSocketInternal) socket).channelHandlerContext().channel();
                    channel.pipeline().addBefore("handler", "upstream", handler);
                    connected.setSuccess();
                })
                .onFailure(connected::setFailure));
        return connected;
    }
}
