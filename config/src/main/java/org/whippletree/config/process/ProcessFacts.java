package org.whippletree.config.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Where this process runs, and which version of the product it is. */
public final class ProcessFacts {
    private static final String VERSION_RESOURCE = "version.properties";

    private ProcessFacts() {}

    /** The machine's name as the kernel tells it: the JDK might ask a name server for it. */
    public static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("the machine's name cannot be read", failure);
        }
    }

    /** The version that the build stamped into this jar. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = ProcessFacts.class.getResourceAsStream(VERSION_RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + VERSION_RESOURCE);
            }
            properties.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties.getProperty("version");
    }
}
