package org.whippletree.config.errorlog;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.logging.LogRecord;

/** The text of a record: its message with its parameters, then its exception. */
final class Messages {
    /** What is longer would be cut from the line anyway, and must not fill the memory while it waits. */
    private static final int MOST_CHARACTERS = 4096;

    private final boolean stacks;

    /** @param stacks whether the stacks of exceptions are written too */
    Messages(boolean stacks) {
        this.stacks = stacks;
    }

    /** Never throws, whatever the objects in the record do. */
    String of(LogRecord record) {
        StringBuilder text = new StringBuilder();
        try {
            appendCut(text, message(record));
            if (record.getThrown() != null) {
                append(record.getThrown(), text);
            }
        } catch (RuntimeException e) {
            appendCut(
                    text,
                    record.getMessage() + " (not written in full: "
                            + e.getClass().getName() + ")");
        }
        text.setLength(Math.min(text.length(), MOST_CHARACTERS));
        return text.toString();
    }

    private static String message(LogRecord record) {
        String pattern = record.getMessage() == null ? "" : record.getMessage();
        Object[] parameters = record.getParameters();
        if (parameters == null || parameters.length == 0 || pattern.indexOf('{') < 0) {
            return pattern;
        }
        try {
            return MessageFormat.format(pattern, plain(parameters));
        } catch (IllegalArgumentException e) {
            return pattern + " " + Arrays.toString(parameters);
        }
    }

    /** A port or a pid is no amount: its digits are not grouped. */
    private static Object[] plain(Object[] parameters) {
        return Arrays.stream(parameters)
                .map(parameter -> parameter instanceof Number ? parameter.toString() : parameter)
                .toArray();
    }

    private void append(Throwable thrown, StringBuilder text) {
        text.append(text.isEmpty() ? "" : ": ");
        appendWithStack(thrown, text);
        Throwable cause = thrown.getCause();
        if (cause != null) {
            text.append(stacks ? " | " : ", ").append("caused by ");
            appendWithStack(cause, text);
        }
    }

    private void appendWithStack(Throwable thrown, StringBuilder text) {
        appendCut(text, thrown.toString());
        if (!stacks) {
            return;
        }
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (text.length() > MOST_CHARACTERS) {
                return;
            }
            text.append(" | at ").append(frame);
        }
    }

    private static void appendCut(StringBuilder text, String part) {
        text.append(part, 0, Math.min(part.length(), MOST_CHARACTERS));
    }
}
