package org.whippletree.supervisor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who this process is, as the kernel tells it. */
final class OwnProcess {
    private OwnProcess() {}

    static long pid() {
        return ProcessHandle.current().pid();
    }

    /** The effective user id. */
    static int uid() {
        String line = statusLines().stream()
                .filter(candidate -> candidate.startsWith("Uid:"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.split("\\s+")[2]);
    }

    private static List<String> statusLines() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
