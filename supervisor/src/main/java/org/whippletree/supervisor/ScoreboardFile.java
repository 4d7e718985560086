package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps the status of the last second in a file ({@code ScoreBoardFile}), for those who cannot ask: a reader finds a whole document,
 * never half of one. Owns one thread, which asks and writes.
 */
final class ScoreboardFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ScoreboardFile.class.getName());
    private static final long EVERY_MILLIS = 1_000;
    private static final int PATIENCE_SECONDS = 5;

    private final Path file;
    private final Path temporary;
    private final Supplier<CompletionStage<String>> status;
    private final ScheduledExecutorService writer;
    private boolean failing;

    private ScoreboardFile(Path file, Supplier<CompletionStage<String>> status) {
        this.file = file;
        this.temporary = file.resolveSibling("." + file.getFileName() + ".new");
        this.status = status;
        this.writer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "scoreboard-file");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to write; the first document is an empty one. */
    static ScoreboardFile open(Path file, Supplier<CompletionStage<String>> status) throws StartFailure {
        ScoreboardFile opened = new ScoreboardFile(file, status);
        try {
            opened.write("{}");
        } catch (IOException e) {
            opened.writer.shutdownNow();
            throw new StartFailure(
                    "AH00003: could not write the scoreboard to " + file + " (" + e
                            + "): make its folder, writable for the server, or change ScoreBoardFile",
                    e);
        }
        opened.writer.scheduleWithFixedDelay(opened::writeStatus, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return opened;
    }

    private void writeStatus() {
        try {
            write(status.get().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            failing = false;
        } catch (IOException | ExecutionException | TimeoutException e) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "the scoreboard in " + file + " is not kept up to date", e);
            }
            failing = true;
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "closed while it waited", e);
            Thread.currentThread().interrupt();
        }
    }

    private void write(String document) throws IOException {
        Files.writeString(temporary, document + "\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the file: what it says would no longer be true. */
    @Override
    public void close() {
        writer.shutdownNow();
        try {
            if (!writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the scoreboard in " + file + " is still being written");
            }
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not remove " + file, e);
        }
    }
}
