package org.whippletree.proxy.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.whippletree.config.VariableCondition;

/**
 * The thread that writes the access logs of a child. What waits for it is bounded; an exchange for which there is no room is counted
 * and its lines are lost, and nobody ever waits for a disk. It looks every few milliseconds for more while there is some, so the
 * event loop wakes it after a pause only.
 */
final class LogThread {
    /** The most that waits: bytes of memory, about four thousand usual lines. */
    static final long CAPACITY_BYTES = 4L << 20;

    private static final System.Logger LOG = System.getLogger(LogThread.class.getName());
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Within what one write takes undivided. */
    private static final int MOST_WRITE_CHARACTERS = 32_768;

    private final List<Log> logs;
    private final Queue<LoggedExchange> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::run, "access-log");
    private volatile boolean asleep;
    private volatile boolean ended;

    /**
     * A file and its lines.
     *
     * @param host the number of the host whose exchanges they are about
     * @param condition which of these are written
     */
    record Log(int host, LogFile file, VariableCondition condition, LineFormat format) {}

    LogThread(List<Log> logs) {
        this.logs = List.copyOf(logs);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Never blocks; called on the event loop. */
    void submit(LoggedExchange exchange) {
        int weight = exchange.weight();
        if (waitingBytes.get() + weight > CAPACITY_BYTES) {
            if (lost.getAndIncrement() == 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} bytes of access logs wait to be written: further lines are lost until the disk is faster (their"
                                + " number is told then)",
                        CAPACITY_BYTES);
            }
            return;
        }
        waitingBytes.addAndGet(weight);
        waiting.add(exchange);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** Writes what waits, at most for so long, and ends the thread. */
    void end(Duration patience) {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!ended || !waiting.isEmpty()) {
            if (writeWaiting()) {
                LockSupport.parkNanos(NAP_NANOS);
            } else {
                sleep();
            }
        }
        for (Log log : logs) {
            close(log.file());
        }
    }

    private void sleep() {
        asleep = true;
        if (waiting.isEmpty() && !ended) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    /** Whether there was anything. */
    private boolean writeWaiting() {
        List<LoggedExchange> batch = takeBatch();
        for (Log log : logs) {
            write(log, batch);
        }
        for (LoggedExchange exchange : batch) {
            waitingBytes.addAndGet(-exchange.weight());
        }
        long count = batch.isEmpty() ? 0 : lost.getAndSet(0);
        if (count > 0) {
            LOG.log(System.Logger.Level.WARNING, "{0} exchanges are missing in the access logs", count);
        }
        return !batch.isEmpty();
    }

    private List<LoggedExchange> takeBatch() {
        List<LoggedExchange> batch = new ArrayList<>();
        for (LoggedExchange next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        return batch;
    }

    private static void write(Log log, List<LoggedExchange> batch) {
        StringBuilder lines = new StringBuilder();
        int count = 0;
        for (LoggedExchange exchange : batch) {
            if (exchange.host != log.host() || !exchange.notes.meets(log.condition())) {
                continue;
            }
            int before = lines.length();
            try {
                log.format().write(lines, exchange);
            } catch (RuntimeException defect) {
                lines.setLength(before);
                LOG.log(System.Logger.Level.ERROR, "a line of an access log could not be made", defect);
                continue;
            }
            count++;
            if (lines.length() > MOST_WRITE_CHARACTERS) {
                append(log, lines, count);
                count = 0;
            }
        }
        append(log, lines, count);
    }

    private static void append(Log log, StringBuilder lines, int count) {
        if (!lines.isEmpty()) {
            log.file().append(lines.toString().getBytes(StandardCharsets.UTF_8), count);
            lines.setLength(0);
        }
    }

    private static void close(LogFile file) {
        try {
            file.close();
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "access log {0}: {1}", file.path(), failure);
        }
    }
}
