package org.whippletree.config;

import java.nio.file.Path;

/**
 * Where the server keeps its files; every path is absolute.
 *
 * @param serverRoot what relative paths of the configuration are relative to
 * @param runtimeDir the runtime folder: sockets, lock, state, argument files ({@code DefaultRuntimeDir})
 * @param pidFile holds the supervisor's pid
 * @param errorLog the file that all processes append to
 * @param scoreboardFile holds the status of the last second ({@code ScoreBoardFile}); an empty path: there is no such file
 */
public record FilePaths(Path serverRoot, Path runtimeDir, Path pidFile, Path errorLog, Path scoreboardFile) {
    public FilePaths {
        Checks.require(
                serverRoot.isAbsolute() && runtimeDir.isAbsolute() && pidFile.isAbsolute() && errorLog.isAbsolute(),
                "paths are absolute");
        Checks.require(scoreboardFile.isAbsolute() || scoreboardFile.toString().isEmpty(), "paths are absolute");
    }

    /** The Unix socket that children introduce themselves on. */
    public Path controlSocket() {
        return runtimeDir.resolve("control.sock");
    }

    /** The Unix socket of the admin HTTP API. */
    public Path adminSocket() {
        return runtimeDir.resolve("admin.sock");
    }

    /** What a supervisor leaves for the case that it dies, so that the next one can take its children over. */
    public Path stateFile() {
        return runtimeDir.resolve("supervisor.state");
    }

    /** Locked by the living supervisor; the kernel frees the lock with the process. */
    public Path lockFile() {
        return runtimeDir.resolve("supervisor.lock");
    }
}
