package org.whippletree.supervisor;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A part of the server that takes a while to start and that no child waits for: started on a thread of its own, closed when it has
 * been started.
 */
final class BackgroundStart<T extends AutoCloseable> implements AutoCloseable {
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private BackgroundStart() {}

    /** The consumers are called on the new thread: they only enqueue. */
    static <T extends AutoCloseable> BackgroundStart<T> of(
            String threadName, Callable<T> start, Consumer<T> started, Consumer<Throwable> failed) {
        BackgroundStart<T> background = new BackgroundStart<>();
        Thread thread = new Thread(() -> background.run(start, started, failed), threadName);
        thread.setDaemon(true);
        thread.start();
        return background;
    }

    private void run(Callable<T> start, Consumer<T> started, Consumer<Throwable> failed) {
        try {
            T part = start.call();
            result.complete(part);
            started.accept(part);
        } catch (Exception | LinkageError e) {
            result.completeExceptionally(e);
            failed.accept(e);
        }
    }

    /**
     * The part, when it has been started; waits for it.
     *
     * @throws StartFailure if it could not be started
     */
    T await() throws StartFailure {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw new StartFailure("a part of the server could not be started: " + e.getCause(), e);
        }
    }

    /** Waits for the start, then closes what it gave. */
    @Override
    public void close() {
        result.handle((part, failure) -> Optional.ofNullable(part)).join().ifPresent(part -> {
            try (CloseStack started = new CloseStack()) {
                started.add(part);
            }
        });
    }
}
