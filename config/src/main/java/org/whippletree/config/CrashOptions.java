package org.whippletree.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What is left behind by a child that breaks down.
 *
 * @param dumpFolder where thread dumps, the JVM's error files and heap dumps go
 * @param dumpsWanted whether {@code CoreDumpDirectory} names that folder: heap dumps are large, and written only then
 * @param hookEnabled whether the command is run
 * @param hookCommand the words of {@code ExceptionHookCommand}, the program with its whole path; empty: none
 */
public record CrashOptions(Path dumpFolder, boolean dumpsWanted, boolean hookEnabled, List<String> hookCommand) {
    public CrashOptions {
        Checks.require(dumpFolder.isAbsolute(), "paths are absolute");
        hookCommand = List.copyOf(hookCommand);
    }

    /** No heap dump, no command. */
    public static CrashOptions none(Path folder) {
        return new CrashOptions(folder, false, false, List.of());
    }
}
