package org.whippletree.config.errorlog;

import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.whippletree.config.LogLevel;

/**
 * Writes what the process logs, in httpd's line format. While open it is the only handler of {@code java.util.logging}, which the
 * JDK's {@link System.Logger} and all our libraries end in. Callers never wait: lines are written by a daemon thread, one write
 * each and below 4 kB, so that several processes can append to one file; what does not fit into the bounded queue is counted and
 * the count is logged. Lines logged just before the process exits are still written; what shutdown hooks log may be lost.
 */
public final class ErrorLog implements AutoCloseable {
    /**
     * Libraries tell their users more than our operators want to know: only their failures are logged, with LogLevel debug their
     * warnings too, and never more, because Hazelcast's further messages name the cluster, which is a secret here. Held here
     * because the runtime forgets an unused logger, and its level with it.
     */
    private static final List<Logger> LIBRARIES = Stream.of("com.hazelcast", "io.netty", "io.vertx")
            .map(Logger::getLogger)
            .toList();

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final LineWriter writer;
    private final Logger root = Logger.getLogger("");
    private final List<Handler> formerHandlers = List.of(root.getHandlers());
    private final Level formerLevel = root.getLevel();

    private ErrorLog(LineWriter writer) {
        this.writer = writer;
    }

    /**
     * Begins to log.
     *
     * @param out the file to append to, unbuffered; {@link #close()} leaves it open
     * @param level the least urgent level that is written; notices always are
     * @param processName stands for the module where no better name is known
     */
    public static ErrorLog open(OutputStream out, LogLevel level, String processName) {
        LineFormat format = new LineFormat(processName, ProcessHandle.current().pid(), ZoneId.systemDefault());
        LineWriter writer = new LineWriter(out, count -> {
            LogRecord record = new LogRecord(Level.WARNING, "");
            return format.line(
                    record, count + " messages were lost: the log could not be written fast enough or at all");
        });
        ErrorLog log = new ErrorLog(writer);
        log.install(new LineHandler(writer, format, level), level);
        writer.start();
        return log;
    }

    /** Logs at httpd's notice: a significant event of normal running, written whatever LogLevel says. */
    public static void notice(System.Logger logger, String message) {
        Logger.getLogger(logger.getName()).log(NoticeLevel.NOTICE, message);
    }

    private void install(Handler handler, LogLevel level) {
        formerHandlers.forEach(root::removeHandler);
        root.addHandler(handler);
        root.setLevel(Severity.passed(level));
        boolean verbose = level.compareTo(LogLevel.DEBUG) >= 0;
        LIBRARIES.forEach(library -> library.setLevel(verbose ? Level.WARNING : Level.SEVERE));
    }

    /** Writes what waits, at most for 2 seconds, and gives logging back to the handlers that were there before. */
    @Override
    public void close() {
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        formerHandlers.forEach(root::addHandler);
        root.setLevel(formerLevel);
        LIBRARIES.forEach(library -> library.setLevel(null));
        writer.end(PATIENCE);
    }

    private static final class LineHandler extends Handler {
        private final LineWriter writer;
        private final LineFormat format;
        private final LogLevel level;
        private final Messages messages;

        LineHandler(LineWriter writer, LineFormat format, LogLevel level) {
            this.writer = writer;
            this.format = format;
            this.level = level;
            this.messages = new Messages(level.compareTo(LogLevel.DEBUG) >= 0);
        }

        @Override
        public void publish(LogRecord record) {
            if (Severity.written(record.getLevel(), level)) {
                // Parameters may change after this call, so the text is made here; the rest of the line is not.
                String text = messages.of(record);
                writer.submit(() -> format.line(record, text));
            }
        }

        @Override
        public void flush() {
            writer.flush(PATIENCE);
        }

        /** The runtime closes handlers when the process exits. */
        @Override
        public void close() {
            flush();
        }
    }
}
