package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Whether a slow client takes bytes at all. Owned by the event loop. */
final class WriteProgress {
    private long pendingBytes;

    /** Whether the client has taken some bytes since the last time this was asked, or there was nothing to take. */
    boolean made(Channel channel) {
        long last = pendingBytes;
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        pendingBytes = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        return pendingBytes < last || last == 0;
    }
}
