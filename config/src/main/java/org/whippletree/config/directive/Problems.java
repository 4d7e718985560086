package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every problem of a load, so that all are told at once. */
final class Problems {
    private final List<String> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Files are reported in the order in which they were begun. */
    void begin(String file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    void error(SourceLocation where, String message) {
        problems.add(new Problem(where, false, message));
    }

    void warning(SourceLocation where, String message) {
        problems.add(new Problem(where, true, message));
    }

    boolean anyError() {
        return problems.stream().anyMatch(problem -> !problem.warning());
    }

    /** By file and line, a file as a whole after its lines; on one line in the order in which they were found. */
    List<Problem> sorted() {
        return problems.stream()
                .sorted(Comparator.comparingInt(this::fileOrder).thenComparingInt(Problems::lineOrder))
                .toList();
    }

    private int fileOrder(Problem problem) {
        return files.indexOf(problem.where().file());
    }

    private static int lineOrder(Problem problem) {
        int line = problem.where().line();
        return line == 0 ? Integer.MAX_VALUE : line;
    }
}
