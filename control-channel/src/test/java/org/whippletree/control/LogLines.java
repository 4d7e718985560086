package org.whippletree.control;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a logger says while this is open; its lines go nowhere else. */
final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            String line = new SimpleFormatter().formatMessage(record);
            lines.add(line);
            unread.add(record.getLevel() + " " + line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogLines(Logger logger) {
        this.logger = logger;
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    static LogLines of(Class<?> type) {
        return new LogLines(Logger.getLogger(type.getName()));
    }

    /** Of every type of the package. */
    static LogLines ofThePackage() {
        return new LogLines(Logger.getLogger(LogLines.class.getPackageName()));
    }

    /** Waits for a line that begins like this, its level before it; skips those before it. */
    void await(String beginning) throws InterruptedException {
        String line = "";
        while (!line.startsWith(beginning)) {
            line = unread.poll(20, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no line began with " + beginning + ": " + lines);
            }
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
