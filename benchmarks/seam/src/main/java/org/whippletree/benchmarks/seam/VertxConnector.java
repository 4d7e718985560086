package org.whippletree.benchmarks.seam;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.function.Supplier;
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
    public <H extends ChannelHandler> Future<H> connect(BackendConfig backend, Supplier<H> handler) {
        Promise<H> connected = context.nettyEventLoop().newPromise();
        context.runOnContext(ignored -> client.connect(backend.port(), backend.host())
                .onSuccess(socket -> {
                    H upstream = handler.get();
                    Channel channel =
                            ((NetSocketInternal) socket).channelHandlerContext().channel();
                    channel.pipeline().addBefore("handler", "upstream", upstream);
                    connected.setSuccess(upstream);
                })
                .onFailure(connected::setFailure));
        return connected;
    }
}
