package org.whippletree.supervisor.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is appended to a log file after a moment; of it the last lines. */
final class LogTail {
    private static final int MAX_LINES = 20;
    private static final int MAX_BYTES = 16_384;

    private final Path log;
    private final long from;

    private LogTail(Path log, long from) {
        this.log = log;
        this.from = from;
    }

    /** From the end that the file has now. */
    static LogTail from(Path log) throws IOException {
        return new LogTail(log, Files.isRegularFile(log) ? Files.size(log) : 0);
    }

    List<String> lines() throws IOException {
        if (!Files.isRegularFile(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long begin = Math.min(file.length(), Math.max(from, file.length() - MAX_BYTES));
            byte[] bytes = new byte[(int) (file.length() - begin)];
            file.seek(begin);
            file.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
        }
    }
}
