package org.whippletree.control;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The one thread of each side. It is apart from the child's event loop, so that a child whose loop hangs can still be asked, and a
 * daemon, so that it keeps no process alive.
 */
final class ControlThread {
    private static final long STOP_LIMIT_SECONDS = 5;

    private ControlThread() {}

    static EventLoopGroup start() {
        return new MultiThreadIoEventLoopGroup(
                1,
                task -> {
                    Thread thread = new FastThreadLocalThread(task, "control");
                    thread.setDaemon(true);
                    return thread;
                },
                EpollIoHandler.newFactory());
    }

    /** Ends the thread and waits for it, unless called by itself. */
    static void stop(EventLoopGroup thread) {
        boolean ownThread = thread.next().inEventLoop();
        Future<?> end = thread.shutdownGracefully(0, STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ownThread) {
            end.awaitUninterruptibly(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
