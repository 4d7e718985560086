package org.whippletree.proxy.socket;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.lang.reflect.Field;
import java.util.Optional;

/**
 * Has a peer's FIN read in its turn, behind the bytes before it. Netty (seen in 4.2.18) awaits EPOLLRDHUP on each socket, also while
 * nothing is to be read, and at a FIN reads all that the kernel holds at once, megabytes, however slow whoever takes it. Without that
 * event a FIN is the end that a read finds. Netty has no public word for it.
 */
public final class FinInTurn {
    /** EPOLLMSG: never told of a socket. Netty takes a socket from which nothing is awaited out of the epoll set, for good. */
    private static final int NEVER = 1 << 10;

    private static final int EPOLLRDHUP = 1 << 13;

    private static final EpollIoOps NOTHING_YET = EpollIoOps.valueOf(NEVER);

    /** Of a client that has just been accepted: read it will be, and asking epoll for that later would be one more system call. */
    private static final EpollIoOps READ_ALREADY = EpollIoOps.valueOf(NEVER | EpollIoOps.EPOLLIN.value());

    private static final System.Logger LOG = System.getLogger(FinInTurn.class.getName());

    private static final Optional<Field> AWAITED = awaited();

    private FinInTurn() {}

    private static Optional<Field> awaited() {
        for (Class<?> type = EpollSocketChannel.class; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals("ops") && field.getType() == EpollIoOps.class && field.trySetAccessible()) {
                    return Optional.of(field);
                }
            }
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "this Netty has no field ops: what the kernel holds before a FIN is read at once, whoever takes it");
        return Optional.empty();
    }

    /** The channel with its FIN in turn; one that is registered already stays as it is. */
    public static <C extends Channel> C of(C channel) {
        if (AWAITED.isPresent() && channel instanceof UnixChannel && !channel.isRegistered()) {
            try {
                AWAITED.get().set(channel, channel.isActive() ? READ_ALREADY : NOTHING_YET);
            } catch (IllegalAccessException failure) {
                LOG.log(System.Logger.Level.WARNING, "a FIN will not be read in its turn", failure);
            }
        }
        return channel;
    }

    /**
     * From now on the FIN is told as soon as it comes. For sockets that go on after a FIN of our own: when both have come there is
     * another event, which Netty ignores, and which would be told again and again while nothing is read.
     */
    public static void undo(Channel channel) {
        EpollFlags.set(channel, EPOLLRDHUP);
    }
}
