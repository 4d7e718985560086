package org.whippletree.supervisor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** What this process is: read from the kernel, since the JDK may ask a name server for the host's name. */
final class OwnProcess {
    private OwnProcess() {}

    static long pid() {
        return ProcessHandle.current().pid();
    }

    static String host() {
        return lines("/proc/sys/kernel/hostname").get(0).strip();
    }

    /** The effective user id. */
    static int uid() {
        String line = lines("/proc/self/status").stream()
                .filter(candidate -> candidate.startsWith("Uid:"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.split("\\s+")[2]);
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version that the build stamped into this jar. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream in = OwnProcess.class.getResourceAsStream("command/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
