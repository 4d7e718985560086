package org.whippletree.supervisor.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory that the kernel allows the control groups of this process, version 2 or 1. */
public final class CgroupLimit {
    private static final System.Logger LOG = System.getLogger(CgroupLimit.class.getName());
    /** Version 1 says so, rounded to pages, where there is no limit. */
    private static final long UNLIMITED_BYTES = 1L << 60;

    private CgroupLimit() {}

    /** The lowest limit from this process's group up to the highest; empty if there is none. */
    public static OptionalLong bytes() {
        return bytes(Path.of("/"));
    }

    /** @param root where proc and sys are mounted */
    static OptionalLong bytes(Path root) {
        Path cgroups = root.resolve("sys/fs/cgroup");
        return lines(root.resolve("proc/self/cgroup")).stream()
                .flatMap(line -> limits(cgroups, line))
                .mapToLong(Long::longValue)
                .filter(bytes -> bytes < UNLIMITED_BYTES)
                .min();
    }

    /** A line is {@code ID:CONTROLLERS:PATH}; version 2 has no controllers in it. */
    private static Stream<Long> limits(Path cgroups, String line) {
        String[] fields = line.split(":", 3);
        if (fields.length < 3) {
            return Stream.empty();
        }
        if (fields[1].isEmpty()) {
            return upwards(cgroups, fields[2], "memory.max");
        }
        return List.of(fields[1].split(",")).contains("memory")
                ? upwards(cgroups.resolve("memory"), fields[2], "memory.limit_in_bytes")
                : Stream.empty();
    }

    /** In a container the path may be the host's, and only its top is mounted: what is not there is passed over. */
    private static Stream<Long> upwards(Path top, String path, String file) {
        Path group = top.resolve(path.substring(1)).normalize();
        return Stream.iterate(group, step -> step.startsWith(top), Path::getParent)
                .map(step -> number(step.resolve(file)))
                .flatMap(Optional::stream);
    }

    private static Optional<Long> number(Path file) {
        return lines(file).stream()
                .findFirst()
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private static List<String> lines(Path file) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "cannot read " + file, e);
            return List.of();
        }
    }
}
