package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The archive of parsed classes that children start from: half the time to the first answer, and memory that they share. It is
 * looked up while the server starts, and made once, in the background, if it is missing. Nothing here ever fails a start. One
 * thread of its own ("class-archive") does the work; {@link #file} may be called from any.
 */
final class ClassArchive implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClassArchive.class.getName());

    private static final long CLOSE_MILLIS = 2_000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(ClassArchive::daemon);
    /** Where the archive is or will be; empty if there can be none. */
    private final CompletableFuture<Optional<Path>> place;

    private volatile Optional<Path> ready = Optional.empty();

    private ClassArchive() {
        this.place = CompletableFuture.completedFuture(Optional.empty());
    }

    private ClassArchive(ArchiveFolder folder, ChildCommand command, int uid) {
        this.place = CompletableFuture.supplyAsync(() -> find(folder, command, uid), thread);
    }

    private static Thread daemon(Runnable work) {
        Thread created = new Thread(work, "class-archive");
        created.setDaemon(true);
        return created;
    }

    /** No archive, now or later: for a class path that is not a distribution's. */
    static ClassArchive none() {
        return new ClassArchive();
    }

    /** Begins to look for the archive of a command; returns at once. */
    static ClassArchive lookUp(ArchiveFolder folder, ChildCommand command, int uid) {
        return new ClassArchive(folder, command, uid);
    }

    private Optional<Path> find(ArchiveFolder folder, ChildCommand command, int uid) {
        try {
            Path file = folder.file(command);
            if (ArchiveFolder.usable(file, uid)) {
                folder.keep(file);
                ready = Optional.of(file);
            } else if (!folder.writable()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "no class archive: there is no " + file + ", and it cannot be written there;"
                                + " 'whippletree archive' makes it for who may, with this JDK and this configuration");
                return Optional.empty();
            } else {
                folder.discardUnfinished(file);
            }
            return Optional.of(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no class archive (" + e + ")");
            return Optional.empty();
        }
    }

    /** Waits for the search, so that the first children have the archive; not for long, since they can do without. */
    void awaitSearch(long millis) {
        try {
            place.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.INFO, "the first children start without a class archive", e);
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "an interrupt ends the wait", e);
            Thread.currentThread().interrupt();
        }
    }

    /** The archive to start from, if it is there. */
    Optional<Path> file() {
        return ready;
    }

    /** Makes the archive in the background unless it is there or cannot be. */
    void makeIfMissing(ArchiveTraining training) {
        thread.execute(() -> place.join().filter(file -> ready.isEmpty()).ifPresent(file -> {
            if (training.make(file)) {
                ready = Optional.of(file);
            }
        }));
    }

    /** Does other work of the kind when what was begun before is done. */
    void afterwards(Runnable work) {
        thread.execute(work);
    }

    /** Ends a training that is under way, and waits until its process is gone: nobody else would end it. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the training of a class archive does not end; it is left behind");
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "an interrupt ends the wait", e);
            Thread.currentThread().interrupt();
        }
    }
}
