package org.whippletree.config.directive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where text was written.
 *
 * @param file the main file as the user gave it, an included one with its whole path; {@code -C directive} and {@code -c directive}
 *     for the command line's
 * @param line counted from 1, the last one of a continued line; 0 means the file as a whole
 * @param includedAt the Include that brought the file in; empty for what the command line names
 */
public record SourceLocation(String file, int line, Optional<SourceLocation> includedAt) {
    /** The file as a whole. */
    public static SourceLocation ofFile(String file) {
        return new SourceLocation(file, 0, Optional.empty());
    }

    SourceLocation atLine(int number) {
        return new SourceLocation(file, number, includedAt);
    }

    /** A file as a whole that the directive here includes. */
    SourceLocation including(String included) {
        return new SourceLocation(included, 0, Optional.of(this));
    }

    /** From the file that the command line names down to this one. */
    List<SourceLocation> path() {
        Deque<SourceLocation> path = new ArrayDeque<>();
        for (Optional<SourceLocation> at = Optional.of(this); at.isPresent(); at = at.get().includedAt) {
            path.addFirst(at.get());
        }
        return List.copyOf(path);
    }

    /** The whole path, as in {@code a.conf:3: in b.conf:7}. */
    String throughIncludes() {
        return path().stream().map(SourceLocation::toString).collect(Collectors.joining(": in "));
    }

    /** The innermost place only. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
