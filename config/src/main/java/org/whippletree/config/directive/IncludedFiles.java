package org.whippletree.config.directive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the files that an Include names: one file, every file below a folder, or what matches wildcards in any part of the path; each
 * folder's in the order of their names.
 */
final class IncludedFiles {
    /** As for files that include files: deeper is a loop. */
    static final int MOST_LEVELS = 128;

    private static final Path NULL_DEVICE = Path.of("/dev/null");

    private final boolean optional;
    private final List<Path> files = new ArrayList<>();

    private IncludedFiles(boolean optional) {
        this.optional = optional;
    }

    /**
     * The files, in the order in which they are to be read.
     *
     * @param root what a relative path starts from
     * @param optional whether nothing may be found
     */
    static List<Path> find(Path root, String text, boolean optional) throws BadArgument {
        IncludedFiles included = new IncludedFiles(optional);
        List<Path> found = new ArrayList<>();
        Path start = text.startsWith("/") ? Path.of("/") : root;
        List<String> names = Arrays.stream(text.split("/"))
                .filter(Predicate.not(String::isEmpty))
                .toList();
        try {
            included.match(start, names, found);
            if (found.isEmpty() && !optional) {
                throw new BadArgument("No matches for the wildcard '" + text
                        + "', failing: create a file, or use IncludeOptional in place of Include");
            }
            for (Path path : found) {
                included.add(path, 0);
            }
        } catch (IOException failure) {
            throw new BadArgument("Could not read '" + text + "': " + failure.getMessage());
        }
        return included.files;
    }

    private void match(Path base, List<String> names, List<Path> found) throws BadArgument, IOException {
        if (names.isEmpty()) {
            found.add(base.normalize());
            return;
        }
        String name = names.get(0);
        List<String> rest = names.subList(1, names.size());
        if (!Wildcard.isIn(name)) {
            match(base.resolve(Values.path("Include", name)), rest, found);
            return;
        }
        Wildcard wildcard = new Wildcard(name);
        for (Path entry : Files.isDirectory(base) ? entries(base) : List.<Path>of()) {
            if (wildcard.matches(entry.getFileName().toString()) && (rest.isEmpty() || Files.isDirectory(entry))) {
                match(entry, rest, found);
            }
        }
    }

    private void add(Path path, int level) throws BadArgument, IOException {
        if (level > MOST_LEVELS) {
            throw new BadArgument(
                    "Directory " + path + " exceeds the maximum include directory nesting level of " + MOST_LEVELS);
        }
        if (Files.isDirectory(path)) {
            for (Path entry : entries(path)) {
                add(entry, level + 1);
            }
        } else if (Files.isRegularFile(path) || path.equals(NULL_DEVICE)) {
            files.add(path);
        } else if (Files.exists(path)) {
            throw new BadArgument("Access to file " + path + " denied by server: not a regular file");
        } else if (!optional) {
            throw new BadArgument("Could not open configuration file " + path
                    + ": there is no such file; create it, or use IncludeOptional in place of Include");
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
