package org.whippletree.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadDumpTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhatEveryThreadDoesToItsOwnerAlone() throws IOException {
        Path file = folder.resolve("threads.txt");

        ThreadDump.write(file);

        String text = Files.readString(file);
        assertTrue(text.contains('"' + Thread.currentThread().getName() + "\" RUNNABLE\n"), text);
        assertTrue(text.contains(ThreadDumpTest.class.getName() + ".tells"), text);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void overwritesNothing() throws IOException {
        Path file = Files.createFile(folder.resolve("threads.txt"));

        assertThrows(IOException.class, () -> ThreadDump.write(file));
    }
}
