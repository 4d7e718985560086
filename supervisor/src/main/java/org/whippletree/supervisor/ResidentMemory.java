package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resident memory of a process, as the kernel tells it. */
final class ResidentMemory {
    private static final System.Logger LOG = System.getLogger(ResidentMemory.class.getName());
    private static final int KIB = 1_024;

    private ResidentMemory() {}

    /** In bytes; 0 for a process that has ended. */
    static long bytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]) * KIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "pid " + pid + " has ended", e);
            return 0;
        }
    }
}
