package org.whippletree.supervisor.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The machine's load over the last 1, 5 and 15 minutes.
 *
 * @param one over one minute
 * @param five over five minutes
 * @param fifteen over fifteen minutes
 */
public record LoadAverage(double one, double five, double fifteen) {
    private static final Path PROC = Path.of("/proc/loadavg");

    /** What the kernel says now; empty where it does not. */
    public static Optional<LoadAverage> now() {
        try {
            return parse(Files.readString(PROC));
        } catch (IOException unreadable) {
            // Sandboxes hide the file; a page without the three figures is better than none.
            return Optional.empty();
        }
    }

    static Optional<LoadAverage> parse(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        if (words.size() < 3
                || !words.subList(0, 3).stream().allMatch(word -> word.matches("\\d{1,9}(\\.\\d{1,9})?"))) {
            return Optional.empty();
        }
        return Optional.of(new LoadAverage(
                Double.parseDouble(words.get(0)), Double.parseDouble(words.get(1)), Double.parseDouble(words.get(2))));
    }
}
