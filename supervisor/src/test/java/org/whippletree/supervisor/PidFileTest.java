package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path folder;

    @Test
    void holdsThePidReadableForAll() throws Exception {
        Path file = folder.resolve("run/httpd.pid");

        try (PidFile written = PidFile.write(file, 4711)) {
            assertTrue(written != null && Files.readString(file).equals("4711\n"));
            assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void leavesNothingBehind() throws Exception {
        PidFile.write(folder.resolve("pid"), 1).close();

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void refusesAStartBesideALivingServer() throws Exception {
        Path file = folder.resolve("pid");
        Process other =
                new ProcessBuilder("sh", "-c", "read line", "org.whippletree.supervisor.SupervisorMain").start();
        try {
            Files.writeString(file, other.pid() + "\n");

            StartFailure failure = assertThrows(StartFailure.class, () -> PidFile.refuseLiving(file, 1));
            PidFile.refuseLiving(file, other.pid());

            assertEquals(
                    "whippletree (pid " + other.pid() + ") already running with pid file " + file
                            + ": stop it first, or give this one a PidFile of its own",
                    failure.getMessage());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void takesAPidThatAnotherProgramHasByNowForStale() throws Exception {
        Process other = new ProcessBuilder("sh", "-c", "read line").start();
        try {
            PidFile.refuseLiving(Files.writeString(folder.resolve("pid"), other.pid() + "\n"), 1);
            PidFile.refuseLiving(Files.writeString(folder.resolve("odd"), "no pid\n"), 1);
            PidFile.refuseLiving(folder.resolve("none"), 1);
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void replacesAStaleFile() throws Exception {
        Path file = Files.writeString(folder.resolve("pid"), "99\n");

        PidFile.write(file, 100);

        assertEquals("100\n", Files.readString(file));
    }

    @Test
    void keepsAFileThatAnotherSupervisorHasWritten() throws Exception {
        Path file = folder.resolve("pid");
        PidFile written = PidFile.write(file, 100);
        Files.writeString(file, "200\n");

        written.close();

        assertTrue(Files.exists(file));
    }

    @Test
    void saysWhatToDoIfItCannotBeWritten() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");

        StartFailure failure = assertThrows(StartFailure.class, () -> PidFile.write(notAFolder.resolve("pid"), 1));

        assertTrue(failure.getMessage().contains("PidFile"), failure.getMessage());
        assertFalse(Files.isDirectory(notAFolder));
    }
}
