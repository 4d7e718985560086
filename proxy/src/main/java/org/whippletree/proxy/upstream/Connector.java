package org.whippletree.proxy.upstream;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import org.whippletree.config.BackendConfig;

/** Opens a socket to a backend on the caller's event loop. */
public interface Connector {
    /** Starts to connect; {@code handler} is in the channel's pipeline before it is registered. */
    ChannelFuture connect(BackendConfig backend, ChannelHandler handler);
}
