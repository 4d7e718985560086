package org.whippletree.config.errorlog;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.LogRecord;

/** Writes a record as httpd would: {@code [Www Mon DD HH:MM:SS.uuuuuu YYYY] [module:level] [pid P:tid T] message}. */
final class LineFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy", Locale.US);

    private final String processName;
    private final long pid;
    private final ZoneId zone;

    LineFormat(String processName, long pid, ZoneId zone) {
        this.processName = processName;
        this.pid = pid;
        this.zone = zone;
    }

    String line(LogRecord record, String message) {
        String logger = record.getLoggerName() == null ? "" : record.getLoggerName();
        String head = "[" + TIME.format(record.getInstant().atZone(zone)) + "] ["
                + ModuleName.of(logger, processName) + ":" + Severity.name(record.getLevel()) + "] [pid " + pid
                + ":tid " + record.getLongThreadID() + "] ";
        return head + LogText.escaped(message);
    }
}
