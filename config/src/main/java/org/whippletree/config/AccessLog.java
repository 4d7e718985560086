package org.whippletree.config;

import java.nio.file.Path;
import java.util.List;

/**
 * One {@code CustomLog}: a file with a line for each exchange.
 *
 * @param file absolute; every child appends to it
 * @param items what a line is made of, in their order
 * @param condition which exchanges are written
 */
public record AccessLog(Path file, List<LogItem> items, VariableCondition condition) {
    public AccessLog {
        items = List.copyOf(items);
        Checks.require(file.isAbsolute(), "paths are absolute");
    }

    /** One of every exchange. */
    public AccessLog(Path file, List<LogItem> items) {
        this(file, items, VariableCondition.always());
    }
}
