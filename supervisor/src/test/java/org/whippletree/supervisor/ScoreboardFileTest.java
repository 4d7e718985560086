package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ScoreboardFileTest {
    @TempDir
    private Path folder;

    @Test
    void holdsAWholeDocumentFromTheBeginningForEverybody() throws Exception {
        Path file = folder.resolve("scoreboard.json");

        try (ScoreboardFile open = ScoreboardFile.open(file, CompletableFuture::new)) {
            assertTrue(open != null && Files.readString(file).equals("{}\n"));
            assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void holdsTheStatusThenAndIsGoneAtTheEnd() throws Exception {
        Path file = folder.resolve("scoreboard.json");
        CountDownLatch asked = new CountDownLatch(2);

        try (ScoreboardFile open = ScoreboardFile.open(file, () -> {
            asked.countDown();
            return CompletableFuture.completedFuture("{\"schema\":1}");
        })) {
            // Asked a second time, it has written what it got the first time.
            asked.await();
            assertTrue(open != null && Files.readString(file).equals("{\"schema\":1}\n"));
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void saysWhatToDoIfItCannotBeWritten() {
        Path file = folder.resolve("nowhere").resolve("scoreboard.json");

        StartFailure failure =
                assertThrows(StartFailure.class, () -> ScoreboardFile.open(file, CompletableFuture::new));

        assertTrue(
                failure.getMessage().startsWith("AH00003: could not write the scoreboard to " + file),
                failure.getMessage());
        assertTrue(failure.getMessage().contains("change ScoreBoardFile"), failure.getMessage());
    }
}
