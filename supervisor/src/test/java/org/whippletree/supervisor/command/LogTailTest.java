package org.whippletree.supervisor.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir
    Path folder;

    private Path log;

    @BeforeEach
    void nameLog() {
        log = folder.resolve("error_log");
    }

    @Test
    void showsOnlyWhatCameAfterwards() throws IOException {
        append("before");
        LogTail tail = LogTail.from(log);

        append("after");

        assertEquals(List.of("after"), tail.lines());
    }

    @Test
    void showsTheLastTwentyLines() throws IOException {
        LogTail tail = LogTail.from(log);

        for (int i = 0; i < 30; i++) {
            append("line " + i);
        }

        assertEquals(IntStream.range(10, 30).mapToObj(i -> "line " + i).toList(), tail.lines());
    }

    @Test
    void showsNothingOfALogThatWasNeverMadeOrIsNoFile() throws IOException {
        assertEquals(List.of(), LogTail.from(log).lines());
        assertEquals(List.of(), LogTail.from(Path.of("/dev/null")).lines());
    }

    private void append(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
