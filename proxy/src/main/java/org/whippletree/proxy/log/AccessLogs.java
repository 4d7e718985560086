package org.whippletree.proxy.log;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whippletree.config.HostConfig;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.proxy.notes.ExchangeNotes;

/** The access logs of a child. Used on the event loop; lines are made and written by a thread of their own. */
public final class AccessLogs {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Set<LogValue> COUNTED = EnumSet.of(LogValue.BYTES_IN, LogValue.BYTES_OUT, LogValue.BYTES_BOTH);

    private final List<LogItem> items;
    private final List<String> requestFields;
    private final List<String> answerFields;
    private final List<String> requestTrailers;
    private final List<String> answerTrailers;
    private final LogThread thread;

    /**
     * Starts the thread if there is anything to write.
     *
     * @param hosts those of all hosts are written by one thread
     */
    public AccessLogs(List<HostConfig> hosts) {
        this.items = hosts.stream()
                .flatMap(host -> host.accessLogs().stream())
                .flatMap(log -> log.items().stream())
                .toList();
        this.requestFields = LineFormat.requestFields(items);
        this.answerFields = LineFormat.answerFields(items);
        this.requestTrailers = LineFormat.names(items, LogValue.REQUEST_TRAILER);
        this.answerTrailers = LineFormat.names(items, LogValue.ANSWER_TRAILER);
        Map<Path, LogFile> files = new HashMap<>();
        List<LogThread.Log> logs = new ArrayList<>();
        for (int host = 0; host < hosts.size(); host++) {
            logs.addAll(logsOf(host, hosts.get(host), files));
        }
        this.thread = new LogThread(logs);
        if (active()) {
            thread.start();
        }
    }

    private List<LogThread.Log> logsOf(int number, HostConfig host, Map<Path, LogFile> files) {
        FieldWriters fields = new FieldWriters(
                host.serverName(),
                ProcessHandle.current().pid(),
                ZoneId.systemDefault(),
                new FieldPlaces(requestFields, answerFields, requestTrailers, answerTrailers));
        return host.accessLogs().stream()
                .map(log -> new LogThread.Log(
                        number,
                        files.computeIfAbsent(log.file(), LogFile::new),
                        log.condition(),
                        LineFormat.compile(log.items(), fields)))
                .toList();
    }

    /** Whether there is any. */
    public boolean active() {
        return !items.isEmpty();
    }

    /** Whether bytes on the wire must be counted for them. */
    public boolean countBytes() {
        return items.stream().anyMatch(item -> COUNTED.contains(item.value()));
    }

    /** A request's head has come, for the host of this number; to be called before anything of it is changed but what tells the client. */
    public LoggedExchange begin(int host, LoggedExchange.Client client, HttpRequest request, ExchangeNotes notes) {
        return new LoggedExchange(host, client, request, notes, requestFields, Instant.now(), System.nanoTime());
    }

    /** The head of its answer, as the client gets it. */
    public void answered(LoggedExchange exchange, HttpResponse head, boolean connectionKept) {
        exchange.answered(head, connectionKept, answerFields);
    }

    /** The trailers of its request. */
    public void requestTrailers(LoggedExchange exchange, HttpHeaders trailers) {
        if (!requestTrailers.isEmpty()) {
            exchange.requestTrailers(trailers, requestTrailers);
        }
    }

    /** The trailers of its answer, as the client gets them. */
    public void answerTrailers(LoggedExchange exchange, HttpHeaders trailers) {
        if (!answerTrailers.isEmpty()) {
            exchange.answerTrailers(trailers, answerTrailers);
        }
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
