package org.whippletree.proxy.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    private Path folder;

    private static void append(LogFile file, String line) {
        file.append((line + "\n").getBytes(StandardCharsets.UTF_8), 1);
    }

    @Test
    void appendsToWhatIsThere() throws IOException {
        Path path = folder.resolve("logs/a");
        LogFile one = new LogFile(path);
        LogFile other = new LogFile(path);

        append(one, "1");
        append(other, "2");
        append(one, "3");

        assertEquals("1\n2\n3\n", Files.readString(path));
    }

    @Test
    void leavesAFileThatWasRenamedWithoutLosingALine() throws IOException {
        Path path = folder.resolve("a");
        LogFile file = new LogFile(path);

        append(file, "1");
        Files.move(path, folder.resolve("a.1"));
        append(file, "2");
        Files.move(path, folder.resolve("a.2"));
        Files.createFile(path);
        append(file, "3");

        assertEquals("1\n", Files.readString(folder.resolve("a.1")));
        assertEquals("2\n", Files.readString(folder.resolve("a.2")));
        assertEquals("3\n", Files.readString(path));
    }

    @Test
    void makesAFileAgainThatWasRemoved() throws IOException {
        Path path = folder.resolve("a");
        LogFile file = new LogFile(path);

        append(file, "1");
        Files.delete(path);
        append(file, "2");

        assertEquals("2\n", Files.readString(path));
    }

    @Test
    void goesOnWhenItCanBeWrittenAgain() throws IOException {
        Path path = folder.resolve("a");
        Files.createDirectory(path);
        LogFile file = new LogFile(path);

        append(file, "1");
        append(file, "2");
        Files.delete(path);
        append(file, "3");

        assertTrue(Files.isRegularFile(path));
        assertEquals("3\n", Files.readString(path));
    }
}
