package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that tells scripts the supervisor's pid. It is never half written, and only its writer removes it. */
final class PidFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PidFile.class.getName());

    private final Path file;
    private final String content;

    private PidFile(Path file, String content) {
        this.file = file;
        this.content = content;
    }

    /** Fails if the file names a living server, which may have another runtime folder, and so another lock. */
    static void refuseLiving(Path file, long ownPid) throws StartFailure {
        try {
            String text = Files.exists(file) ? Files.readString(file).strip() : "";
            // In a container every start may have the same pid, and find the file of the one before.
            boolean other = text.matches("[0-9]{1,9}") && Long.parseLong(text) != ownPid;
            if (other && isSupervisor(Path.of("/proc", text, "cmdline"))) {
                throw new StartFailure("whippletree (pid " + text + ") already running with pid file " + file
                        + ": stop it first, or give this one a PidFile of its own");
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no living server: " + file, e);
        }
    }

    /** A pid alone may by now belong to another program. */
    private static boolean isSupervisor(Path commandLine) throws IOException {
        return Files.exists(commandLine)
                && Files.readString(commandLine, StandardCharsets.ISO_8859_1).contains(SupervisorMain.class.getName());
    }

    static PidFile write(Path file, long pid) throws StartFailure {
        if (Files.exists(file)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "AH00098: pid file " + file + " overwritten -- the previous run did not end cleanly");
        }
        String content = pid + "\n";
        Path temporary = file.resolveSibling(file.getFileName() + "." + pid);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(temporary, content, StandardCharsets.US_ASCII);
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
            rename(temporary, file);
        } catch (IOException e) {
            throw new StartFailure(
                    "AH00099: could not create " + file + " (" + e + "): make its folder writable or change PidFile",
                    e);
        }
        return new PidFile(file, content);
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            LOG.log(System.Logger.Level.DEBUG, "no atomic rename here", e);
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes the file if it still holds what was written. */
    @Override
    public void close() {
        try {
            if (Files.exists(file)
                    && Files.readString(file, StandardCharsets.US_ASCII).equals(content)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not remove pid file " + file, e);
        }
    }
}
