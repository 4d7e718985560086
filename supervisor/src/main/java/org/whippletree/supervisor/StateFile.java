package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The file in the runtime folder that a supervisor keeps for its successor: of mode 0600, never half written, and removed at a clean
 * stop. Not synced: a crash of the machine ends the children too. Never used by two threads at one time.
 */
final class StateFile {
    private static final System.Logger LOG = System.getLogger(StateFile.class.getName());

    private final Path file;
    private final Path temporary;
    private boolean failing;

    StateFile(Path file) {
        this.file = file;
        this.temporary = file.resolveSibling(file.getFileName() + ".new");
    }

    /** What the last supervisor left; empty if it stopped its children, or if nothing can be read. */
    Optional<SavedState> read() {
        try {
            Optional<SavedState> state = SavedState.parse(Files.readString(file, StandardCharsets.UTF_8));
            if (state.isEmpty()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        file + " is not a state file of this version: children that outlived their supervisor are not"
                                + " taken over");
            }
            return state;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "could not read " + file + ": children that outlived their supervisor are not taken over",
                    e);
            return Optional.empty();
        }
    }

    void write(SavedState state) {
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, state.render(), StandardCharsets.UTF_8);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "could not write " + file + ": should this supervisor die, the next one will not find all its"
                                + " children; make room in its folder",
                        e);
            }
            failing = true;
        }
    }

    /** There is nothing to take over. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not remove " + file, e);
        }
    }
}
