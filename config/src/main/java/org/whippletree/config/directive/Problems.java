package org.whippletree.config.directive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every problem of a load, so that all are told at once; what each of several hosts finds in the same line is told once. */
final class Problems {
    private final List<String> files = new ArrayList<>();
    private final Set<Problem> problems = new LinkedHashSet<>();

    /** Files are reported in the order in which they were begun. */
    void begin(String file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    void error(SourceLocation where, String message) {
        problems.add(new Problem(where, Severity.ERROR, message));
    }

    void warning(SourceLocation where, String message) {
        problems.add(new Problem(where, Severity.WARNING, message));
    }

    void notice(SourceLocation where, String message) {
        problems.add(new Problem(where, Severity.NOTICE, message));
    }

    boolean anyError() {
        return problems.stream().anyMatch(Problem::error);
    }

    /**
     * In the order of reading: what is included stands at its Include, a file as a whole after its lines; on one line in the order
     * in which they were found.
     */
    List<Problem> sorted() {
        return problems.stream()
                .sorted((one, other) ->
                        compare(one.where().path(), other.where().path()))
                .toList();
    }

    private int compare(List<SourceLocation> one, List<SourceLocation> other) {
        int common = Math.min(one.size(), other.size());
        for (int i = 0; i < common; i++) {
            int order = Integer.compare(
                    files.indexOf(one.get(i).file()), files.indexOf(other.get(i).file()));
            if (order == 0) {
                order = Integer.compare(lineOrder(one.get(i)), lineOrder(other.get(i)));
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    private static int lineOrder(SourceLocation where) {
        return where.line() == 0 ? Integer.MAX_VALUE : where.line();
    }
}
