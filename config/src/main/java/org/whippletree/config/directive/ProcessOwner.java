package org.whippletree.config.directive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user that this process belongs to. */
final class ProcessOwner {
    private ProcessOwner() {}

    /** False where the kernel does not tell. */
    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
