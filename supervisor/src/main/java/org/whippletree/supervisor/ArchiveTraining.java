package org.whippletree.supervisor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.whippletree.supervisor.notify.NotifySettings;

/**
 * Makes an archive: one JVM runs a child's or a supervisor's code for a moment and writes its classes down when it ends.
 *
 * @param line the command line for an output file; a folder to work in is put behind it
 * @param log what the JVM says, for when it fails
 * @param awaited whether somebody waits for it; otherwise its priority is low
 */
record ArchiveTraining(Function<Path, List<String>> line, Path log, boolean awaited) {
    private static final System.Logger LOG = System.getLogger(ArchiveTraining.class.getName());
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final long LONGEST_SECONDS = 120;
    private static final long POLITE_MILLIS = 1_000;

    /** Beside a server that runs. */
    ArchiveTraining(Function<Path, List<String>> line, Path log) {
        this(line, log, false);
    }

    /** Returns whether the archive is there now; it appears whole or not at all. Waits for the JVM. */
    boolean make(Path archive) {
        Path temporary = archive.resolveSibling(archive.getFileName() + "." + OwnProcess.pid() + ".tmp");
        try {
            int exitValue = run(temporary);
            // A JDK that could not write its AOT cache ends with 0 all the same.
            if (exitValue != 0 || !Files.exists(temporary) || Files.size(temporary) == 0) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "no class archive: its training ended with " + new ChildExit(exitValue).inWords()
                                + "; children start without it (" + log + " says more)");
                return false;
            }
            Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE);
            LOG.log(System.Logger.Level.INFO, "class archive made: " + archive);
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no class archive (" + e + "); children start without it");
            return false;
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "the server stops before the class archive is made", e);
            Thread.currentThread().interrupt();
            return false;
        } finally {
            discard(temporary);
            // A JDK 25 that is ended halfway leaves the record of its training run beside it.
            discard(temporary.resolveSibling(temporary.getFileName() + ".config"));
        }
    }

    private int run(Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (!awaited && Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        // Made here and not there: a training that is killed leaves nothing behind.
        Path scratch = Files.createTempDirectory("whippletree-train");
        command.addAll(line.apply(output));
        command.add(scratch.toString());
        try {
            return run(command);
        } finally {
            discardAll(scratch);
        }
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(NotifySettings.VARIABLES);
        // Who is trained for an archive is to make none.
        builder.environment().put("CACHE_DIRECTORY", "/dev/null");
        Process process = builder.redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("its training took more than " + LONGEST_SECONDS + " s");
            }
            return process.exitValue();
        } finally {
            end(process);
        }
    }

    /** By a signal first, for it may have a child. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        try {
            process.waitFor(POLITE_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static void discardAll(Path scratch) throws IOException {
        try (Stream<Path> files = Files.walk(scratch)) {
            files.sorted(Comparator.reverseOrder()).forEach(ArchiveTraining::discard);
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not delete " + scratch, e);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not delete " + temporary, e);
        }
    }
}
