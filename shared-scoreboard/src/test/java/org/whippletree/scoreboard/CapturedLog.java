package org.whippletree.scoreboard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes every line logged while it is open, Hazelcast's included; none reaches the console. */
final class CapturedLog extends Handler implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Logger hazelcast = Logger.getLogger("com.hazelcast");
    private final Level rootBefore = root.getLevel();
    private final Level hazelcastBefore = hazelcast.getLevel();
    private final List<Handler> handlersBefore = List.of(root.getHandlers());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    CapturedLog(Level level) {
        setLevel(Level.ALL);
        root.setLevel(level);
        hazelcast.setLevel(level);
        handlersBefore.forEach(root::removeHandler);
        root.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getLoggerName() + " " + formatter.format(line));
    }

    List<String> linesWith(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void flush() {
        // Lines are kept at once.
    }

    @Override
    public void close() {
        root.removeHandler(this);
        handlersBefore.forEach(root::addHandler);
        root.setLevel(rootBefore);
        hazelcast.setLevel(hazelcastBefore);
    }
}
