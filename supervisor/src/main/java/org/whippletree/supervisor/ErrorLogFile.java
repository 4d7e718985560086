package org.whippletree.supervisor;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what {@code ErrorLog} names. */
final class ErrorLogFile {
    private static final System.Logger LOG = System.getLogger(ErrorLogFile.class.getName());
    private static final Path STANDARD_ERROR = Path.of("/dev/stderr");

    private ErrorLogFile() {}

    static boolean isStandardError(Path file) {
        return file.equals(STANDARD_ERROR);
    }

    /** Whether what is logged is seen where standard error goes: then nothing needs saying twice. */
    static boolean reachesStandardError(Path file) {
        try {
            return isStandardError(file) || Files.isSameFile(Path.of("/proc/self/fd/2"), file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "standard error is no file", e);
            return false;
        }
    }

    /** Where a process that is started from here writes what belongs into the log. */
    static ProcessBuilder.Redirect redirect(Path file) {
        return isStandardError(file)
                ? ProcessBuilder.Redirect.INHERIT
                : ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** Opens for appending; makes the folder if it is missing. */
    static OutputStream open(Path file) throws StartFailure {
        if (isStandardError(file)) {
            // Not by its name: a socket, as systemd hands out, cannot be opened.
            return new FileOutputStream(FileDescriptor.err);
        }
        try {
            Files.createDirectories(file.getParent());
            return new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            throw new StartFailure(
                    "AH00015: unable to open the error log " + file + " (" + e
                            + "): make it writable, or set ErrorLog to another file or to /dev/stderr",
                    e);
        }
    }
}
