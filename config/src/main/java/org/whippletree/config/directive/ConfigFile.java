package org.whippletree.config.directive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file of a configuration, the main one or an included one. */
final class ConfigFile {
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private ConfigFile() {}

    /**
     * Its text; empty with a problem if it cannot be read.
     *
     * @param where the file as a whole, as messages name it
     * @param otherwise what to do about a file that is not the right one
     */
    static Optional<String> read(Path path, SourceLocation where, String otherwise, Problems problems) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                problems.error(where, "cannot be a configuration: it has more than 16 MiB; " + otherwise);
                return Optional.empty();
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            problems.error(where, "there is no such file: " + otherwise);
        } catch (AccessDeniedException e) {
            problems.error(where, "may not be read by this user: change its permissions, or " + otherwise);
        } catch (IOException e) {
            String reason = Files.isDirectory(path) ? "is a folder" : "cannot be read (" + e.getMessage() + ")";
            problems.error(where, reason + ": " + otherwise);
        }
        return Optional.empty();
    }
}
