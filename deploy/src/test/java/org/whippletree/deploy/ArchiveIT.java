package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.testkit.Await;

/** The archives of parsed classes: who makes them, who starts from them, and whom they are not taken from. */
class ArchiveIT {
    @TempDir
    private Path temporary;

    private Path cache() {
        return temporary.resolve("cache/whippletree");
    }

    private Path scratch() throws IOException {
        return Files.createDirectories(temporary.resolve("scratch"));
    }

    /** A cache and a folder for temporary files that nobody else has. */
    private List<String> apart() throws IOException {
        return List.of(
                "env",
                "XDG_CACHE_HOME=" + temporary.resolve("cache"),
                "WHIPPLETREE_JAVA_OPTS=-Djava.io.tmpdir=" + scratch());
    }

    private Set<String> archives() throws IOException {
        if (!Files.exists(cache())) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(cache())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains(".tmp"))
                    .map(name -> name.replaceFirst("-.*", ""))
                    .collect(Collectors.toSet());
        }
    }

    private Path supervisorsArchive() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.getFileName().toString().startsWith("supervisor-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void areMadeByCommandOrByAServerAndTakenFromNobodyElse() throws IOException {
        ServerConf conf = ServerConf.of(1, 4, List.of("http://127.0.0.1:9"));
        try (RunningServer server = RunningServer.prepare("archives", conf)) {
            Distribution.Outcome made = Distribution.runThrough(apart(), server.with("archive"));
            assertEquals(0, made.exitCode(), made.toString());
            assertEquals(Set.of("children", "supervisor"), archives());

            Files.delete(supervisorsArchive());
            server.startThrough(apart());
            assertFalse(Processes.maps(server.supervisor()).contains(cache() + "/supervisor-"));
            Await.until("an archive by the server", () -> archives().contains("supervisor"));
            assertEquals(0, server.whippletree("-k", "stop").exitCode());

            server.startThrough(apart());
            long child = server.status().children().get(0).pid();
            assertTrue(Processes.maps(server.supervisor()).contains(cache() + "/supervisor-"));
            assertTrue(Processes.maps(child).contains(cache() + "/children-"));
            assertEquals("", Distribution.runThrough(apart(), "-v").err());
            assertEquals(0, server.whippletree("-k", "stop").exitCode());

            Files.setPosixFilePermissions(supervisorsArchive(), PosixFilePermissions.fromString("rw-rw-r--"));
            server.startThrough(apart());
            assertFalse(Processes.maps(server.supervisor()).contains(cache() + "/supervisor-"));
        }
        try (Stream<Path> left = Files.list(scratch())) {
            assertEquals(List.of(), left.toList());
        }
    }
}
