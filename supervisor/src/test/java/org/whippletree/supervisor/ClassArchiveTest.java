package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
    private static final int LONG_MILLIS = 10_000;

    @TempDir
    private Path temporary;

    private Path jar;
    private ArchiveFolder folder;

    @BeforeEach
    void makesAJarAndACache() throws Exception {
        jar = Files.writeString(temporary.resolve("one.jar"), "content");
        folder = ArchiveFolder.open(temporary.resolve("cache/whippletree"), OwnProcess.uid());
    }

    private ChildCommand command() {
        return new ChildCommand(Runtime.Version.parse("17"), List.of(jar), Optional.empty(), List.of());
    }

    private Optional<Path> found() throws InterruptedException {
        try (ClassArchive archive = ClassArchive.lookUp(folder, command(), OwnProcess.uid())) {
            archive.awaitSearch(LONG_MILLIS);
            return archive.file();
        }
    }

    private Path made() throws Exception {
        Path made = Files.writeString(folder.file(command()), "archive");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("r--r--r--"));
        return made;
    }

    @Nested
    class Name {
        private String name(List<String> facts) throws Exception {
            return ArchiveName.of(facts, List.of(jar));
        }

        @Test
        void changesWithTheContentOfAJarOfTheSameSize() throws Exception {
            String before = name(List.of("vendor"));
            FileTime time = Files.getLastModifiedTime(jar);
            Files.writeString(jar, "changed");
            Files.setLastModifiedTime(jar, time);

            assertNotEquals(before, name(List.of("vendor")));
        }

        @Test
        void changesWithTheNameOfAJar() throws Exception {
            String before = name(List.of());
            jar = Files.move(jar, temporary.resolve("two.jar"));

            assertNotEquals(before, name(List.of()));
        }

        @Test
        void changesWithTheFacts() throws Exception {
            assertNotEquals(name(List.of("25.0.3")), name(List.of("25.0.4")));
            assertNotEquals(name(List.of("ab", "c")), name(List.of("a", "bc")));
        }

        @Test
        void staysWhenTheFolderMoves() throws Exception {
            String before = name(List.of());
            Path moved = Files.createDirectory(temporary.resolve("moved"));
            jar = Files.move(jar, moved.resolve("one.jar"));

            assertEquals(before, name(List.of()));
        }
    }

    @Nested
    class Folder {
        @Test
        void isTheServicesElseTheUsersElseTheRuntimeFolders() {
            Path run = Path.of("/run/whippletree");
            assertEquals(
                    Path.of("/var/cache/unit"),
                    ArchiveFolder.choose(Map.of("CACHE_DIRECTORY", "/var/cache/unit:/x", "HOME", "/"), run));
            assertEquals(Path.of("/xdg/whippletree"), ArchiveFolder.choose(Map.of("XDG_CACHE_HOME", "/xdg"), run));
            assertEquals(
                    temporary.resolve(".cache/whippletree"),
                    ArchiveFolder.choose(Map.of("HOME", temporary.toString()), run));
            assertEquals(run.resolve("cache"), ArchiveFolder.choose(Map.of("HOME", "/nowhere"), run));
            assertEquals(run.resolve("cache"), ArchiveFolder.choose(Map.of("XDG_CACHE_HOME", "relative"), run));
        }

        @Test
        void isClosedToOthers() throws Exception {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.folder())));
        }

        @Test
        void isNotUsedIfOthersMayWriteThere() throws Exception {
            Files.setPosixFilePermissions(folder.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));

            assertThrows(IOException.class, () -> ArchiveFolder.open(folder.folder(), OwnProcess.uid()));
        }

        @Test
        void isTrustedIfItIsThisUsersOrRootsAndNobodyElseMayWrite() {
            assertTrue(ArchiveFolder.trusted(1000, 0700, 1000));
            assertTrue(ArchiveFolder.trusted(0, 0755, 1000));
            assertFalse(ArchiveFolder.trusted(1001, 0700, 1000));
            assertFalse(ArchiveFolder.trusted(1001, 0700, 0));
            assertFalse(ArchiveFolder.trusted(0, 0775, 1000));
            assertFalse(ArchiveFolder.trusted(0, 0757, 1000));
        }

        @Test
        void keepsTheArchivesUsedLast() throws Exception {
            for (int i = 0; i < 6; i++) {
                Path old = Files.writeString(folder.file("old" + i, ".aot"), "x");
                Files.setLastModifiedTime(old, FileTime.fromMillis(1_000 + i));
            }
            Path used = Files.writeString(folder.file("used", ".jsa"), "x");
            Path unfinished = Files.writeString(folder.file("gone", ".jsa.77.tmp"), "x");
            Files.setLastModifiedTime(unfinished, FileTime.fromMillis(1_000));

            folder.keep(used);

            try (Stream<Path> left = Files.list(folder.folder())) {
                assertEquals(ArchiveFolder.KEPT, left.count());
            }
            assertTrue(Files.exists(used));
            assertFalse(Files.exists(folder.file("old2", ".aot")));
            assertTrue(Files.exists(folder.file("old3", ".aot")));
        }
    }

    @Test
    void isUsedIfItIsThere() throws Exception {
        assertEquals(Optional.empty(), found());
        Path made = made();

        assertEquals(Optional.of(made), found());
    }

    @Test
    void findsItsFolderRidOfWhatNobodyWillFinish() throws Exception {
        Path underWay = Files.writeString(folder.file("other", ".jsa.77.tmp"), "x");
        Path left = Files.writeString(folder.file("gone", ".jsa.78.tmp"), "x");
        Files.setLastModifiedTime(left, FileTime.fromMillis(1_000));

        assertEquals(Optional.empty(), found());

        assertTrue(Files.exists(underWay));
        assertFalse(Files.exists(left));
    }

    @Test
    void isNotUsedIfOthersMayWriteIt() throws Exception {
        Files.setPosixFilePermissions(made(), PosixFilePermissions.fromString("rw-rw-r--"));

        assertEquals(Optional.empty(), found());
    }

    @Test
    void isNotUsedOnceAJarHasChanged() throws Exception {
        made();
        Files.writeString(jar, "changed");

        assertEquals(Optional.empty(), found());
    }

    @Test
    void appearsWhenItsTrainingHasWrittenIt() {
        Path wanted = folder.file("abc", ".jsa");
        ArchiveTraining training = new ArchiveTraining(
                output -> List.of("/bin/sh", "-c", "echo classes > \"$0\"", output.toString()),
                temporary.resolve("log"));

        assertTrue(training.make(wanted));
        assertTrue(Files.exists(wanted));
    }

    @Test
    void leavesNothingOfItsTraining() throws Exception {
        Path told = temporary.resolve("told");
        ArchiveTraining training = new ArchiveTraining(
                output -> List.of(
                        "/bin/sh",
                        "-c",
                        "echo classes > \"$0\"; : > \"$2/control.sock\"; echo \"$2\" > \"$1\"",
                        output.toString(),
                        told.toString()),
                temporary.resolve("log"));

        assertTrue(training.make(folder.file("abc", ".jsa")));

        assertFalse(Files.exists(Path.of(Files.readString(told).strip())));
    }

    @Test
    void leavesNoTrainingBehindWhenItIsClosed() throws Exception {
        Path pid = temporary.resolve("pid");
        ClassArchive archive = ClassArchive.lookUp(folder, command(), OwnProcess.uid());
        archive.makeIfMissing(new ArchiveTraining(
                output -> List.of("/bin/sh", "-c", "echo $$ > \"$0\"; exec sleep 60", pid.toString()),
                temporary.resolve("log")));
        while (!Files.exists(pid) || Files.readString(pid).isBlank()) {
            Thread.onSpinWait();
        }

        archive.close();

        long training = Long.parseLong(Files.readString(pid).strip());
        assertFalse(ProcessHandle.of(training).filter(ProcessHandle::isAlive).isPresent());
    }

    @Test
    void doesNotAppearIfItsTrainingFailsOrWritesNothing() throws Exception {
        Path wanted = folder.file("abc", ".jsa");
        Path log = temporary.resolve("log");

        assertFalse(new ArchiveTraining(
                        output -> List.of(
                                "/bin/sh", "-c", "echo half > \"$0\"; : > \"$0.config\"; exit 1", output.toString()),
                        log)
                .make(wanted));
        assertFalse(new ArchiveTraining(output -> List.of("/bin/sh", "-c", ": > \"$0\"", output.toString()), log)
                .make(wanted));
        assertFalse(new ArchiveTraining(output -> List.of("/bin/true"), log).make(wanted));

        try (Stream<Path> left = Files.list(folder.folder())) {
            assertEquals(0, left.count());
        }
    }
}
