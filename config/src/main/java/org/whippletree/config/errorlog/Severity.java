package org.whippletree.config.errorlog;

import java.util.logging.Level;
import org.whippletree.config.LogLevel;

/** What is written at a LogLevel, and what a level is called in the log. */
final class Severity {
    private Severity() {}

    /** The least level that loggers must let pass, so that notices do. */
    static Level passed(LogLevel configured) {
        Level least = least(configured);
        return least.intValue() > NoticeLevel.NOTICE.intValue() ? NoticeLevel.NOTICE : least;
    }

    /** httpd writes a notice whatever LogLevel says. */
    static boolean written(Level level, LogLevel configured) {
        return level.equals(NoticeLevel.NOTICE)
                || level.intValue() >= least(configured).intValue();
    }

    private static Level least(LogLevel configured) {
        return switch (configured) {
            // Nothing here is more urgent than an error.
            case EMERG, ALERT, CRIT -> Level.OFF;
            case ERROR -> Level.SEVERE;
            case WARN -> Level.WARNING;
            case NOTICE -> NoticeLevel.NOTICE;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
            case TRACE -> Level.ALL;
        };
    }

    static String name(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (value >= Level.WARNING.intValue()) {
            return "warn";
        }
        if (value >= NoticeLevel.NOTICE.intValue()) {
            return "notice";
        }
        if (value >= Level.INFO.intValue()) {
            return "info";
        }
        if (value >= Level.FINE.intValue()) {
            return "debug";
        }
        return value >= Level.FINER.intValue() ? "trace1" : "trace8";
    }
}
