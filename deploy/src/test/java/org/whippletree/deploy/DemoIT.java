package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.testkit.Await;
import org.whippletree.testkit.LeakWatch;

/** The README's first command. */
class DemoIT {
    @TempDir
    private Path temporary;

    @Test
    void showsAScoreboardAndEndsWithSuccess() throws IOException {
        // The demo writes its configuration itself: its children get the options as every JVM does.
        CompletableFuture<Distribution.Outcome> demo = CompletableFuture.supplyAsync(() -> Distribution.runThrough(
                List.of("env", "JDK_JAVA_OPTIONS=" + LeakWatch.JVM_OPTION + " -Djava.io.tmpdir=" + temporary),
                "demo",
                "--once",
                "--children",
                "2"));
        Await.until("the demo's log, or its end", () -> demo.isDone() || !logs().isEmpty());
        String log = "";
        for (Path file : logs()) {
            // Open, it can be read when the demo has removed it.
            try (InputStream in = Files.newInputStream(file)) {
                demo.join();
                log = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        Distribution.Outcome outcome = demo.join();

        assertEquals(0, outcome.exitCode(), outcome.toString());
        assertTrue(outcome.out().contains("Slot 0 "), outcome.out());
        assertTrue(outcome.out().contains("Slot 1 "), outcome.out());
        assertTrue(log.contains("STARTING -> READY"), log);
        LeakWatch.check(log);
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> folders = Files.list(temporary)) {
            return folders.map(folder -> folder.resolve("logs").resolve("error_log"))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
