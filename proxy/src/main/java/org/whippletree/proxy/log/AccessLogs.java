package org.whippletree.proxy.log;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whippletree.config.AccessLog;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;

/** The access logs of a child. Used on the event loop; lines are made and written by a thread of their own. */
public final class AccessLogs {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Set<LogValue> COUNTED = EnumSet.of(LogValue.BYTES_IN, LogValue.BYTES_OUT, LogValue.BYTES_BOTH);

    private final List<LogItem> items;
    private final List<String> requestFields;
    private final List<String> answerFields;
    private final LogThread thread;

    /**
     * Starts the thread if there is anything to write.
     *
     * @param serverName written for {@code %v}
     */
    public AccessLogs(List<AccessLog> configs, String serverName) {
        this.items = configs.stream().flatMap(log -> log.items().stream()).toList();
        this.requestFields = LineFormat.requestFields(items);
        this.answerFields = LineFormat.answerFields(items);
        FieldWriters fields = new FieldWriters(
                serverName, ProcessHandle.current().pid(), ZoneId.systemDefault(), requestFields, answerFields);
        Map<Path, LogFile> files = new HashMap<>();
        this.thread = new LogThread(configs.stream()
                .map(log -> new LogThread.Log(
                        files.computeIfAbsent(log.file(), LogFile::new), LineFormat.compile(log.items(), fields)))
                .toList());
        if (active()) {
            thread.start();
        }
    }

    /** Whether there is any. */
    public boolean active() {
        return !items.isEmpty();
    }

    /** Whether bytes on the wire must be counted for them. */
    public boolean countBytes() {
        return items.stream().anyMatch(item -> COUNTED.contains(item.value()));
    }

    /** A request's head has come; to be called before anything of it is changed but what tells the client. */
    public LoggedExchange begin(LoggedExchange.Client client, HttpRequest request) {
        return new LoggedExchange(client, request, requestFields, Instant.now(), System.nanoTime());
    }

    /** The head of its answer, as the client gets it. */
    public void answered(LoggedExchange exchange, HttpResponse head, boolean connectionKept) {
        exchange.answered(head, connectionKept, answerFields);
    }

    /** It is over: its lines are written. */
    public void end(LoggedExchange exchange) {
        thread.submit(exchange);
    }

    /** Writes what waits, and ends; blocks for 2 s at the most. */
    public void close() {
        if (active()) {
            thread.end(PATIENCE);
        }
    }
}
