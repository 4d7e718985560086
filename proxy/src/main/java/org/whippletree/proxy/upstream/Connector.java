package org.whippletree.proxy.upstream;

import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import java.util.function.Supplier;
import org.whippletree.config.BackendConfig;

/** Opens a socket to a backend on the caller's event loop. */
public interface Connector {
    /**
     * Starts to connect, and tells the outcome on the loop.
     *
     * @param handler makes the handler of each socket that is tried, which is in its pipeline before it is registered
     * @return that of the socket that is connected
     */
    <H extends ChannelHandler> Future<H> connect(BackendConfig backend, Supplier<H> handler);
}
