package org.whippletree.proxy.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.config.VariableCondition;
import org.whippletree.proxy.identity.ClientIdentity;
import org.whippletree.proxy.notes.ExchangeNotes;

class LogThreadTest {
    private static final InetSocketAddress NOBODY = new InetSocketAddress("127.0.0.1", 1);

    @TempDir
    private Path folder;

    private final Logger logger = Logger.getLogger(LogThread.class.getName());
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            said.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    private static LoggedExchange exchange(int host) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        return new LoggedExchange(
                host,
                new LoggedExchange.Client(ClientIdentity.UNKNOWN, NOBODY, NOBODY, 0),
                request,
                new ExchangeNotes(),
                List.of(),
                Instant.EPOCH,
                0);
    }

    private LogThread.Log log(String name, int host, VariableCondition condition) {
        FieldPlaces none = new FieldPlaces(List.of(), List.of(), List.of(), List.of());
        LineFormat format = LineFormat.compile(
                List.of(LogItem.of(LogValue.METHOD, "")), new FieldWriters("h", 1, ZoneOffset.UTC, none));
        return new LogThread.Log(host, new LogFile(folder.resolve(name)), condition, format);
    }

    @Test
    void whatWaitsIsBoundedAndWhatIsLostIsToldAndCounted() throws IOException {
        LogThread thread = new LogThread(List.of(log("a", 0, VariableCondition.always())));
        int room = (int) (LogThread.CAPACITY_BYTES / exchange(0).weight());
        for (int i = 0; i < room + 7; i++) {
            thread.submit(exchange(0));
        }
        thread.start();
        thread.end(Duration.ofSeconds(10));

        assertEquals(room, Files.readAllLines(folder.resolve("a")).size());
        assertEquals(2, said.size(), said::toString);
        assertTrue(said.get(0).contains("further lines are lost until the disk is faster"), said::toString);
        assertEquals("7 exchanges are missing in the access logs", said.get(1));
    }

    @Test
    void eachLogHasTheExchangesOfItsHostThatMeetItsCondition() throws IOException {
        LogThread thread = new LogThread(List.of(
                log("first", 0, VariableCondition.always()),
                log("second", 1, VariableCondition.always()),
                log("without", 0, new VariableCondition("quiet", true)),
                log("with", 0, new VariableCondition("quiet", false))));
        thread.submit(exchange(0));
        thread.submit(exchange(0));
        thread.submit(exchange(1));
        thread.start();
        thread.end(Duration.ofSeconds(10));

        assertEquals(2, Files.readAllLines(folder.resolve("first")).size());
        assertEquals(1, Files.readAllLines(folder.resolve("second")).size());
        assertEquals(2, Files.readAllLines(folder.resolve("without")).size());
        assertEquals(false, Files.exists(folder.resolve("with")));
    }
}
