package org.whippletree.config;

import java.util.List;

/**
 * A part of a line of an access log.
 *
 * @param value what is written
 * @param argument what stands in braces; for text the text itself, for a time its pattern; empty if there is none
 * @param statuses answers' statuses for which it is written, and otherwise a dash; none: for all
 * @param others whether the statuses are those for which it is not written
 */
public record LogItem(LogValue value, String argument, List<Integer> statuses, boolean others) {
    public LogItem {
        statuses = List.copyOf(statuses);
    }

    /** An item for every status. */
    public static LogItem of(LogValue value, String argument) {
        return new LogItem(value, argument, List.of(), false);
    }
}
