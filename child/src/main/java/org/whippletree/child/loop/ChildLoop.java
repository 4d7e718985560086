package org.whippletree.child.loop;

import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolverGroup;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import org.whippletree.proxy.time.TurnClock;

/** The child's one event loop, and a resolver that does not block it: both Vert.x's. */
public final class ChildLoop implements AutoCloseable {
    private final VertxInternal vertx;
    private final EventLoop loop;
    private final TurnClock clock;

    private ChildLoop(VertxInternal vertx) {
        this.vertx = vertx;
        this.loop = vertx.nettyEventLoopGroup().next();
        this.clock = new TurnClock(loop, System::nanoTime);
    }

    /** Starts the loop. */
    public static ChildLoop start() {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
        if (!vertx.isNativeTransportEnabled()) {
            throw new IllegalStateException(
                    "epoll is not available: Whippletree runs on Linux, on x86-64 and arm64",
                    vertx.unavailableNativeTransportCause());
        }
        return new ChildLoop((VertxInternal) vertx);
    }

    public EventLoop eventLoop() {
        return loop;
    }

    /** The time on the loop. */
    public TurnClock clock() {
        return clock;
    }

    /** Resolves names for connections made on the loop. */
    public AddressResolverGroup<InetSocketAddress> resolver() {
        return vertx.nameResolver().nettyAddressResolverGroup();
    }

    @Override
    public void close() {
        vertx.close();
    }
}
