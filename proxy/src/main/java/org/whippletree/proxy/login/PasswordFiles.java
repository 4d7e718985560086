package org.whippletree.proxy.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The users of AuthUserFile, read anew when a file has changed. Used by the threads of workers. */
final class PasswordFiles {
    private static final long MOST_BYTES = 64L << 20;

    private final Map<Path, Users> files = new ConcurrentHashMap<>();

    /** @param stamp tells one state of a file from another */
    private record Users(String stamp, Map<String, String> hashes) {}

    /** The hash of a user's password; empty if the file does not name the user. */
    Optional<String> hash(Path file, String user) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        String stamp = now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        Users known = files.get(file);
        if (known == null || !known.stamp().equals(stamp)) {
            known = new Users(stamp, read(file, now.size()));
            files.put(file, known);
        }
        return Optional.ofNullable(known.hashes().get(user));
    }

    private static Map<String, String> read(Path file, long size) throws IOException {
        if (size > MOST_BYTES) {
            throw new IOException("it has more than " + MOST_BYTES + " bytes");
        }
        Map<String, String> hashes = new HashMap<>();
        List<String> lines = List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R"));
        for (String line : lines) {
            String[] parts = line.strip().split(":", 3);
            if (parts.length > 1 && !line.startsWith("#")) {
                hashes.putIfAbsent(parts[0], parts[1]);
            }
        }
        return hashes;
    }
}
