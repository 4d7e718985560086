package org.whippletree.supervisor.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.whippletree.config.FilePaths;
import org.whippletree.supervisor.Orphans;

/**
 * The server that a PidFile tells of, or the lock in the runtime folder where there is none. It lives if its process does and the lock in the runtime folder is held: a pid alone may
 * by now belong to another program.
 */
final class RunningServer {
    private final FilePaths paths;

    RunningServer(FilePaths paths) {
        this.paths = paths;
    }

    /** The process of the living server. */
    Optional<ProcessHandle> process() {
        return recordedPid()
                .or(this::lockHolder)
                .flatMap(ProcessHandle::of)
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.isAlive() && lockIsHeld());
    }

    /** The pid in the PidFile, whether or not it lives. */
    Optional<Long> recordedPid() {
        return pidIn(paths.pidFile());
    }

    /** Who holds the lock: a PidFile that the configuration names anew is written by the restart that reads it. */
    private Optional<Long> lockHolder() {
        return lockIsHeld() ? pidIn(paths.lockFile()) : Optional.empty();
    }

    private static Optional<Long> pidIn(Path file) {
        try {
            String text = Files.readString(file).strip();
            return Optional.of(Long.parseLong(text)).filter(pid -> pid > 0);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "whippletree: cannot read a pid from " + file + " (" + unreadable.getMessage()
                            + "); remove the file if no server runs",
                    unreadable);
        }
    }

    /** A line for the user, if it does not run. */
    String notRunning() {
        String which = recordedPid().map(pid -> "pid " + pid + "?").orElse("no pid file");
        return "whippletree (" + which + ") not running";
    }

    /** Children that nobody looks after; none while a supervisor lives, or begins to take them over. */
    Orphans orphans() {
        return lockIsHeld() ? Orphans.none() : Orphans.of(paths);
    }

    private boolean lockIsHeld() {
        try (FileChannel channel = FileChannel.open(paths.lockFile(), StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException unreadable) {
            // Another user's server: its lock cannot be asked, and its pid lives.
            return true;
        }
    }
}
