package org.whippletree.config.errorlog;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Writes lines in a daemon thread of its own, one write each, so that no caller ever waits for a file. At most {@link #CAPACITY}
 * lines wait; further ones, and those that could not be written, are counted, and the count is told once there is room again.
 */
final class LineWriter {
    static final int CAPACITY = 4096;

    private final OutputStream out;
    private final LongFunction<String> lossLine;
    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::run, "error-log");
    private boolean ended;

    /** @param lossLine the line that tells of so many lost ones */
    LineWriter(OutputStream out, LongFunction<String> lossLine) {
        this.out = out;
        this.lossLine = lossLine;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Never blocks; the line itself is built in the writer's thread. */
    void submit(Supplier<String> line) {
        if (!waiting.offer(() -> write(line))) {
            lost.incrementAndGet();
        }
    }

    /** Waits until all lines submitted so far are written, at most so long; whether they are. */
    boolean flush(Duration patience) {
        CountDownLatch written = new CountDownLatch(1);
        return await(written::countDown, written, patience);
    }

    /** Flushes and ends the thread; what is submitted later is never written. */
    boolean end(Duration patience) {
        CountDownLatch written = new CountDownLatch(1);
        return await(
                () -> {
                    ended = true;
                    written.countDown();
                },
                written,
                patience);
    }

    private boolean await(Runnable last, CountDownLatch written, Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        try {
            return waiting.offer(last, patience.toNanos(), TimeUnit.NANOSECONDS)
                    && written.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        try {
            while (!ended) {
                waiting.take().run();
                if (lost.get() > 0 && waiting.size() < CAPACITY / 2) {
                    long count = lost.getAndSet(0);
                    write(() -> lossLine.apply(count));
                }
            }
        } catch (InterruptedException e) {
            // Only this class knows the thread: an interrupt comes from a runtime that is going down.
            Thread.currentThread().interrupt();
        }
    }

    private void write(Supplier<String> line) {
        try {
            out.write(LogText.line(line.get()));
            out.flush();
        } catch (IOException | RuntimeException e) {
            lost.incrementAndGet();
        }
    }
}
