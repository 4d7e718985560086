package org.whippletree.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The class archives that all servers of a test run start from. Made before the first of them: each server of a short life would begin to
 * make them in the background, take the processors for it, and end before it is done.
 */
final class SharedArchives {
    static final Path CACHE = Path.of("target", "cache").toAbsolutePath();

    private static boolean made;

    private SharedArchives() {}

    /** Returns when they are there; only the first call of all test processes takes its time. */
    static synchronized void awaitMade() {
        if (made) {
            return;
        }
        try {
            Files.createDirectories(CACHE);
            try (FileChannel channel = FileChannel.open(
                            CACHE.resolve("making.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                made = lock.isValid() && make();
            }
        } catch (IOException failure) {
            throw new AssertionError("cannot make the class archives in " + CACHE, failure);
        }
    }

    /** What is there already is not made again. */
    private static boolean make() throws IOException {
        Path conf = CACHE.resolve("archives.conf");
        Path log = CACHE.resolve("archives.log");
        Files.writeString(conf, """
                ServerName localhost
                ServerRoot "%s"
                Listen 127.0.0.1:1
                %s
                """.formatted(CACHE, ServerConf.CHILD_OPTIONS));
        Process making = Distribution.commandAsItIs(List.of(), "archive", "-f", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (making.onExit().join().exitValue() != 0) {
            throw new AssertionError("whippletree archive: " + Files.readString(log));
        }
        return true;
    }
}
