package org.whippletree.supervisor.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary ServerRoot of a demo.
 *
 * @param path readable by its user only
 */
record DemoFolder(Path path) {
    private static final int TAIL_LINES = 20;

    static DemoFolder create() throws IOException {
        Path path = Files.createTempDirectory(
                "whippletree-demo-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectory(path.resolve("logs"));
        Files.createDirectory(
                path.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        return new DemoFolder(path);
    }

    Path configFile() {
        return path.resolve("whippletree.conf");
    }

    Path errorLog() {
        return path.resolve("logs").resolve("error_log");
    }

    Path adminSocket() {
        return path.resolve("run").resolve("admin.sock");
    }

    /** The last lines of the error log. */
    List<String> logTail() throws IOException {
        if (!Files.exists(errorLog())) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(errorLog());
        return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    }

    /** Removes the folder and all that is in it. */
    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
