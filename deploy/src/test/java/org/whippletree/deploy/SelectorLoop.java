package org.whippletree.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.whippletree.testkit.Await;

/**
 * One thread that moves many connections of a test: as many clients, or backends, as the test wants cost no thread each. What
 * happens on it fails the test when it throws.
 */
final class SelectorLoop implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int CALL_SECONDS = 30;

    /** Whoever owns a channel; called on the loop. */
    interface Watcher {
        void ready(SelectionKey key);
    }

    /** An action and when it is due; the number keeps the order of those due together. */
    private record Timer(long atNanos, long number, Runnable action) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(atNanos - other.atNanos, 0);
            return byTime == 0 ? Long.compare(number, other.number) : byTime;
        }
    }

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private long timersMade;
    private volatile boolean open = true;

    private SelectorLoop(String name, Selector selector) {
        this.selector = selector;
        this.thread = new Thread(this::turn, name);
    }

    static SelectorLoop start(String name) {
        try {
            SelectorLoop loop = new SelectorLoop(name, Selector.open());
            loop.thread.setDaemon(true);
            loop.thread.start();
            return loop;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Runs it soon on the loop, from any thread. */
    void post(Runnable action) {
        posted.add(action);
        selector.wakeup();
    }

    /** Runs it on the loop and waits for what it returns. */
    <T> T call(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        post(() -> result.complete(action.get()));
        return Await.value("an answer of " + thread.getName() + " " + failure.get(), result, CALL_SECONDS);
    }

    /** Runs it on the loop and waits for its end. */
    void run(Runnable action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    /** Runs it once the time is over; on the loop only. */
    void after(long delayNanos, Runnable action) {
        timers.add(new Timer(System.nanoTime() + delayNanos, timersMade++, action));
    }

    SelectionKey register(SelectableChannel channel, int operations, Watcher watcher) throws ClosedChannelException {
        return channel.register(selector, operations, watcher);
    }

    /** Room to read into, empty; whoever reads has emptied it when it returns to the loop. */
    ByteBuffer buffer() {
        buffer.clear();
        return buffer;
    }

    private void turn() {
        try {
            while (open) {
                selector.select(untilNextTimerMillis());
                for (Runnable action = posted.poll(); action != null; action = posted.poll()) {
                    action.run();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        ((Watcher) key.attachment()).ready(key);
                    }
                }
                selector.selectedKeys().clear();
                runDueTimers();
            }
        } catch (IOException | RuntimeException | Error broken) {
            if (open || !(broken instanceof ClosedSelectorException)) {
                failure.set(broken);
            }
        }
    }

    private void runDueTimers() {
        long nowNanos = System.nanoTime();
        while (!timers.isEmpty() && timers.peek().atNanos() - nowNanos <= 0) {
            timers.poll().action().run();
        }
    }

    private long untilNextTimerMillis() {
        if (timers.isEmpty()) {
            return 0;
        }
        long nanos = timers.peek().atNanos() - System.nanoTime();
        // Zero would wait for ever.
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    /** Ends the thread and closes every channel of it. */
    @Override
    public void close() {
        open = false;
        selector.wakeup();
        try {
            thread.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        if (failure.get() != null) {
            throw new AssertionError(thread.getName() + " failed", failure.get());
        }
    }
}
