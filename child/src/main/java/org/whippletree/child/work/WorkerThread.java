package org.whippletree.child.work;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A worker's own thread: started when there is something to do, ended when there has been nothing for a while. Its stack is that of
 * ThreadStackSize, which the JVM of a child gives to every thread.
 */
final class WorkerThread {
    private static final System.Logger LOG = System.getLogger(WorkerThread.class.getName());
    private static final long IDLE_SECONDS = 60;

    private final ThreadPoolExecutor thread;
    private final Executor loop;
    private Thread running;

    /** @param loop where what follows a step is run */
    WorkerThread(int number, Executor loop) {
        this.loop = loop;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> named(task, number));
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread named(Runnable task, int number) {
        Thread thread = new Thread(task, "worker-" + number);
        thread.setDaemon(true);
        return thread;
    }

    /** Makes a step; called on the event loop, which runs {@code after} behind it. */
    void run(Runnable step, Runnable after) {
        thread.execute(() -> {
            begin();
            try {
                step.run();
            } finally {
                end();
                goOn(after);
            }
        });
    }

    private void goOn(Runnable after) {
        try {
            loop.execute(after);
        } catch (RejectedExecutionException gone) {
            LOG.log(System.Logger.Level.DEBUG, "the child is gone before the step of its worker", gone);
        }
    }

    private synchronized void begin() {
        running = Thread.currentThread();
    }

    private synchronized void end() {
        running = null;
        // An interrupt that comes late is not the next step's.
        Thread.interrupted();
    }

    /** Interrupts the step that is being made. */
    synchronized void interrupt() {
        if (running != null) {
            running.interrupt();
        }
    }
}
