package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    private Path home;

    @Test
    void listsTheJarsOfADistributionInOrder() throws Exception {
        Path lib = Files.createDirectories(home.resolve("lib/native")).getParent();
        Path second = Files.createFile(lib.resolve("b.jar"));
        Path first = Files.createFile(lib.resolve("a.jar"));
        Files.createFile(lib.resolve("notes.txt"));

        Installation installation = Installation.of(Optional.of(home.toString()), "/ignored");

        assertEquals(List.of(first, second), installation.classPath());
        assertEquals(Optional.of(lib.resolve("native")), installation.nativeFolder());
        assertTrue(installation.packaged());
    }

    @Test
    void takesItsOwnClassPathWithoutADistribution() throws Exception {
        Installation installation = Installation.of(Optional.empty(), "/x/classes::/y/one.jar");

        assertEquals(List.of(Path.of("/x/classes"), Path.of("/y/one.jar")), installation.classPath());
        assertFalse(installation.packaged());
    }

    @Test
    void saysWhichFolderIsMissing() {
        StartFailure failure = assertThrows(
                StartFailure.class,
                () -> Installation.of(Optional.of(home.resolve("nowhere").toString()), ""));

        assertTrue(failure.getMessage().contains(Installation.HOME_PROPERTY), failure.getMessage());
    }
}
