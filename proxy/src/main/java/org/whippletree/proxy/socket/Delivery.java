package org.whippletree.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How what has been handed to the kernel gets on: the peer may read it much later. Owned by the event loop. */
public final class Delivery {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;

    /** Of struct tcp_info in linux/tcp.h: its first octet, and a number of 64 bits. */
    private static final int STATE = 0;

    private static final int BYTES_ACKED = 120;

    private static final int FIN_WAIT_1 = 4;

    private static final RawUnixChannelOption INFO =
            new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, BYTES_ACKED + Long.BYTES);

    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

    private long ackedBytes = -1;

    /** Whether some of what was sent before our FIN is still on its way, and more has arrived since this was asked last. One system call. */
    public boolean goesOn(Channel channel) {
        if (!(channel instanceof EpollSocketChannel socket) || !channel.isOpen()) {
            return false;
        }
        try {
            ByteBuffer info = socket.config().getOption(INFO).order(ByteOrder.nativeOrder());
            long before = ackedBytes;
            ackedBytes = info.getLong(BYTES_ACKED);
            return info.get(STATE) == FIN_WAIT_1 && ackedBytes > before;
        } catch (ChannelException failure) {
            LOG.log(System.Logger.Level.DEBUG, "the state of a connection is unknown: {0}", failure.getMessage());
            return false;
        }
    }
}
