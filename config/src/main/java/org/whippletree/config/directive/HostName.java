package org.whippletree.config.directive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name that the host gives itself; read from the kernel, because a name service may be slow or absent. */
final class HostName {
    private HostName() {}

    static String own() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException e) {
            return "localhost";
        }
    }
}
