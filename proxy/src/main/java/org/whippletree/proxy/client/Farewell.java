package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/** How a client's connection is ended: in order, or so that a cut answer is seen to be cut. Owned by the event loop. */
final class Farewell {
    private final Channel channel;
    private final LingeringClose lingering;
    private final Clients clients;

    Farewell(Channel channel, LingeringClose lingering, Clients clients) {
        this.channel = channel;
        this.lingering = lingering;
        this.clients = clients;
    }

    /**
     * What is written is flushed, then FIN and drain.
     *
     * @param left the state that the connection has left
     */
    void linger(ClientState left) {
        boolean idle = left == ClientState.READING || left == ClientState.KEEP_ALIVE;
        boolean brief = idle || clients.phase() != ServingPhase.SERVING;
        lingering.limit(brief ? LingeringClose.SHORT_TIME_LIMIT : LingeringClose.TIME_LIMIT);
        if (clients.phase() != ServingPhase.STOPPING) {
            lingering.awaitReader();
        }
        if (left == ClientState.KEEP_ALIVE) {
            lingering.onCrossing(clients::requestCrossed);
        }
        channel.close();
    }

    /** Only a reset tells a cut answer from a complete one where the close is the end of the body. */
    void reset() {
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.unsafe().close(channel.voidPromise());
    }
}
