package org.whippletree.proxy.upstream;

import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import org.whippletree.config.BackendConfig;

/** Opens a socket to a backend on the caller's event loop. */
public interface Connector {
    /** Starts to connect, and tells the outcome on the loop; {@code handler} is in the channel's pipeline before it is registered. */
    Future<Void> connect(BackendConfig backend, ChannelHandler handler);
}
