package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.FilePaths;

class ServerFilesTest {
    @TempDir
    private Path folder;

    private FilePaths paths(String pidFile, String scoreboardFile) {
        return new FilePaths(
                folder, folder, folder.resolve(pidFile), folder.resolve("error.log"), Path.of(scoreboardFile));
    }

    private ServerFiles write(String pidFile, String scoreboardFile) throws StartFailure {
        return ServerFiles.write(paths(pidFile, scoreboardFile), CompletableFuture::new);
    }

    private boolean exists(String file) {
        return Files.exists(folder.resolve(file));
    }

    @Test
    void removesWhatItHasWritten() throws StartFailure {
        ServerFiles files = write("pid", folder.resolve("board").toString());
        assertTrue(exists("pid"));
        assertTrue(exists("board"));

        files.close();

        assertFalse(exists("pid"));
        assertFalse(exists("board"));
    }

    @Test
    void movesToWhereALaterConfigurationWantsThem() throws StartFailure, IOException {
        try (ServerFiles files = write("pid", folder.resolve("board").toString())) {
            files.moveTo(paths("pid.new", folder.resolve("board.new").toString()));

            assertFalse(exists("pid"));
            assertFalse(exists("board"));
            assertTrue(exists("board.new"));
            assertEquals(OwnProcess.pid() + "\n", Files.readString(folder.resolve("pid.new")));
        }
        assertFalse(exists("pid.new"));
        assertFalse(exists("board.new"));
    }

    @Test
    void beginsAndEndsToWriteTheScoreboardWithTheConfiguration() throws StartFailure {
        try (ServerFiles files = write("pid", "")) {
            files.moveTo(paths("pid", folder.resolve("board").toString()));
            assertTrue(exists("board"));

            files.moveTo(paths("pid", ""));
            assertFalse(exists("board"));
            assertTrue(exists("pid"));
        }
    }

    @Test
    void staysWhereItIsIfAFileCannotBeWritten() throws StartFailure {
        String nowhere = folder.resolve("missing/board").toString();
        try (ServerFiles files = write("pid", "")) {
            assertThrows(StartFailure.class, () -> files.moveTo(paths("pid.new", nowhere)));

            assertTrue(exists("pid"));
            assertFalse(exists("pid.new"));
        }
    }
}
