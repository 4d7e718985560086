package org.whippletree.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Keeps a socket in the epoll set after its peer's FIN. Once neither reading nor writing is awaited, Netty (seen in 4.2.18) takes
 * the descriptor out of the set but still believes it there: the next write that must wait fails with ENOENT. One more flag keeps
 * the set of awaited events from being empty; Netty has no public word for it.
 */
public final class HalfCloseGuard {
    /**
     * EPOLLET: of all flags the one that also tells each event once only. A reset behind the FIN is an event that Netty ignores,
     * and would tell it again and again. Waiting writes need no more: each asks anew.
     */
    private static final int EPOLLET = 1 << 31;

    private static final System.Logger LOG = System.getLogger(HalfCloseGuard.class.getName());

    private static final Optional<Method> SET_FLAG = setFlag();

    private HalfCloseGuard() {}

    private static Optional<Method> setFlag() {
        for (Class<?> type = EpollSocketChannel.class; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals("setFlag") && method.trySetAccessible()) {
                    return Optional.of(method);
                }
            }
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "this Netty has no setFlag: large answers to half-closed clients may be cut");
        return Optional.empty();
    }

    /** Whether the peer has sent its FIN. */
    public static boolean inputEnded(Channel channel) {
        return channel instanceof DuplexChannel duplex && duplex.isInputShutdown();
    }

    /** Guards a channel that has just told its peer's FIN, and goes on. */
    public static void protect(Channel channel) {
        if (channel instanceof EpollSocketChannel && SET_FLAG.isPresent()) {
            try {
                SET_FLAG.get().invoke(channel, EPOLLET);
            } catch (ReflectiveOperationException failure) {
                LOG.log(System.Logger.Level.WARNING, "a client is not guarded against its half-close", failure);
            }
        }
    }
}
