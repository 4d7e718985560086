package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of sockets, lock and argument files ({@code DefaultRuntimeDir}). */
final class RuntimeFolder {
    private static final int WRITABLE_FOR_OTHERS = 002;

    private RuntimeFolder() {}

    /** Makes the folder if it is missing, closed to others. */
    static void open(Path folder) throws StartFailure {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
            }
            int mode = (Integer) Files.getAttribute(folder, "unix:mode");
            if ((mode & WRITABLE_FOR_OTHERS) != 0) {
                throw new StartFailure(
                        folder + " is writable for everybody, who could then put a socket in the place of ours:"
                                + " chmod o-w it, or change DefaultRuntimeDir");
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "could not make the runtime folder " + folder + " (" + e
                            + "): make its parent writable or change DefaultRuntimeDir",
                    e);
        }
    }
}
