package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** Several children write one access log, and a rotation under load loses none of its lines, with a graceful restart or without. */
class AccessLogIT {
    private static final int CLIENTS = 30;

    @Test
    void hasAWholeLineForEachRequestWhateverIsRenamed() throws IOException {
        Path folder;
        LoadReport report;
        try (Backends backends = Backends.answeringAfter(20);
                RunningServer server = RunningServer.start(
                        "access-log",
                        ServerConf.of(3, 4, backends.urls())
                                .with("LogFormat \"begin %P %r %>s %{BALANCER_NAME}e end\" whole")
                                .with("CustomLog logs/access_log whole"))) {
            folder = server.root().resolve("logs");
            report = loadWithRotations(server, folder.resolve("access_log"));
        }

        assertEquals(List.of(), report.losses());
        List<String> lines = lines(folder);
        String whole = "begin [0-9]+ GET /path/[0-9]+ HTTP/1[.]1 200 balancer://app end";
        assertTrue(lines.stream().allMatch(line -> line.matches(whole)), lines::toString);
        assertEquals(report.total(), lines.size());
        assertEquals(
                report.answers().size(),
                lines.stream().map(line -> line.split(" ")[1]).distinct().count(),
                "every child writes");
    }

    private static LoadReport loadWithRotations(RunningServer server, Path log) throws IOException {
        try (Load load = Load.start(server.port(), CLIENTS)) {
            for (int rotation = 0; rotation < 3; rotation++) {
                load.awaitAnswers(100);
                Await.until("a log to rename", () -> Files.exists(log));
                Files.move(log, log.resolveSibling("access_log." + rotation));
                if (rotation == 1) {
                    assertEquals(0, server.whippletree("-k", "graceful").exitCode());
                }
            }
            load.awaitAnswers(100);
            return load.stop();
        }
    }

    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("access_log"))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
