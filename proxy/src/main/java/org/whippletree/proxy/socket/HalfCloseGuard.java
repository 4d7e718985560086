package org.whippletree.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;

/**
 * Keeps a socket in the epoll set after its peer's FIN. Once neither reading nor writing is awaited, Netty (seen in 4.2.18) takes
 * the descriptor out of the set but still believes it there: the next write that must wait fails with ENOENT. One more flag keeps
 * the set of awaited events from being empty.
 */
public final class HalfCloseGuard {
    /**
     * EPOLLET: of all flags the one that also tells each event once only. A reset behind the FIN is an event that Netty ignores,
     * and would tell it again and again. Waiting writes need no more: each asks anew.
     */
    private static final int EPOLLET = 1 << 31;

    private HalfCloseGuard() {}

    /** Whether the peer has sent its FIN. */
    public static boolean inputEnded(Channel channel) {
        return channel instanceof DuplexChannel duplex && duplex.isInputShutdown();
    }

    /** Guards a channel that has just told its peer's FIN, and goes on. */
    public static void protect(Channel channel) {
        EpollFlags.set(channel, EPOLLET);
    }
}
