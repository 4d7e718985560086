package org.whippletree.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.lang.reflect.Method;
import java.util.Optional;

/** Sets what a registered socket awaits from epoll, for which Netty has no public word. */
final class EpollFlags {
    private static final System.Logger LOG = System.getLogger(EpollFlags.class.getName());

    private static final Optional<Method> SET_FLAG = setFlag();

    private EpollFlags() {}

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

    static void set(Channel channel, int flag) {
        if (channel instanceof UnixChannel && SET_FLAG.isPresent()) {
            try {
                SET_FLAG.get().invoke(channel, flag);
            } catch (ReflectiveOperationException failure) {
                LOG.log(System.Logger.Level.WARNING, "a half-closed connection is not guarded", failure);
            }
        }
    }
}
