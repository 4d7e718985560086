package org.whippletree.proxy.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;

/** A compiled format: one small writer for each item. Pure. */
final class LineFormat {
    private final List<FieldWriter> writers;

    /** Appends one item of a line. */
    interface FieldWriter {
        void write(StringBuilder line, LoggedExchange exchange);
    }

    private LineFormat(List<FieldWriter> writers) {
        this.writers = writers;
    }

    static LineFormat compile(List<LogItem> items, FieldWriters fields) {
        List<FieldWriter> writers = new ArrayList<>();
        for (LogItem item : items) {
            FieldWriter writer = fields.writer(item);
            writers.add(item.statuses().isEmpty() ? writer : onlyFor(item, writer));
        }
        return new LineFormat(List.copyOf(writers));
    }

    private static FieldWriter onlyFor(LogItem item, FieldWriter writer) {
        return (line, exchange) -> {
            if (item.statuses().contains(exchange.status) == item.others()) {
                line.append('-');
            } else {
                writer.write(line, exchange);
            }
        };
    }

    /** Appends the line with its end. */
    void write(StringBuilder line, LoggedExchange exchange) {
        for (FieldWriter writer : writers) {
            writer.write(line, exchange);
        }
        line.append('\n');
    }

    /** The names of the fields that items ask for, in lower case. */
    static List<String> requestFields(List<LogItem> items) {
        return items.stream()
                .flatMap(item -> switch (item.value()) {
                    case REQUEST_FIELD -> List.of(item.argument().toLowerCase(Locale.ROOT)).stream();
                    case COOKIE -> List.of("cookie").stream();
                    case CLIENT_HOST -> List.of("host").stream();
                    default -> List.<String>of().stream();
                })
                .distinct()
                .toList();
    }

    /** The same of the answer. */
    static List<String> answerFields(List<LogItem> items) {
        return names(items, LogValue.ANSWER_FIELD);
    }

    /** The names that items of one kind ask for, in lower case. */
    static List<String> names(List<LogItem> items, LogValue value) {
        return items.stream()
                .filter(item -> item.value() == value)
                .map(item -> item.argument().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
