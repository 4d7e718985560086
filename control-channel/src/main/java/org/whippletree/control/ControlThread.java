package org.whippletree.control;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one thread of each side. It is apart from the child's event loop, so that a child whose loop hangs can still be asked, and a
 * daemon, so that it keeps no process alive.
 */
final class ControlThread {
    private static final long STOP_LIMIT_SECONDS = 5;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1,
            task -> {
                Thread thread = new FastThreadLocalThread(task, "control");
                thread.setDaemon(true);
                return thread;
            },
            EpollIoHandler.newFactory());
    private final AtomicBoolean stopping = new AtomicBoolean();

    EventLoop loop() {
        return group.next();
    }

    /** Runs the last task and ends the thread; waits for both, unless called by the thread itself. Once is enough. */
    void stop(Runnable last) {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        boolean ownThread = loop().inEventLoop();
        // The loop takes no new channel once its shutdown has begun, so what is under way comes first.
        if (ownThread) {
            last.run();
        } else {
            loop().submit(last).awaitUninterruptibly(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        Future<?> end = group.shutdownGracefully(0, STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ownThread) {
            end.awaitUninterruptibly(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
