package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.post;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.AccessLog;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** What access logs say of exchanges. */
class AccessLogIT {
    private static final Path FILE = temporaryFile();

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(
            backend,
            settings -> settings.accessLogs = List.of(new AccessLog(
                    FILE,
                    Stream.of(
                                    LogItem.of(LogValue.REQUEST_LINE, ""),
                                    LogItem.of(LogValue.STATUS, ""),
                                    LogItem.of(LogValue.BODY_BYTES, ""),
                                    LogItem.of(LogValue.BYTES_IN, ""),
                                    LogItem.of(LogValue.BYTES_OUT, ""),
                                    LogItem.of(LogValue.CONNECTION_STATUS, ""),
                                    LogItem.of(LogValue.KEEP_ALIVE_REQUESTS, ""),
                                    LogItem.of(LogValue.ENVIRONMENT, "UPSTREAM_ATTEMPTS"),
                                    LogItem.of(LogValue.ENVIRONMENT, "UPSTREAM_REUSED"),
                                    LogItem.of(LogValue.REQUEST_FIELD, "X-Forwarded-For"))
                            .flatMap(item -> Stream.of(item, LogItem.of(LogValue.TEXT, "|")))
                            .toList())));

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("access", "log");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @BeforeEach
    void empty() throws IOException {
        Files.deleteIfExists(FILE);
    }

    @AfterAll
    static void remove() throws IOException {
        Files.deleteIfExists(FILE);
    }

    private static List<String> lines() {
        try {
            return Files.exists(FILE) ? Files.readAllLines(FILE) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String line(int index) {
        Await.until(() -> "line " + index + "; there are " + lines(), () -> lines().size() > index);
        return lines().get(index);
    }

    @Test
    void tellsOfEachExchangeOfAConnection() {
        Wire client = proxy.client();
        String first = head("GET /a HTTP/1.1", "Host: h", "X-Forwarded-For: 1.2.3.4");
        client.send(first);
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);
        int firstOut = client.readAnswer().head().length() + 2;
        String second = post("/b?c", 5) + "hello";
        client.send(second);
        upstream.readThrough("hello");
        upstream.send(head("HTTP/1.1 204 No Content"));
        int secondOut = client.readAnswer().head().length();

        assertEquals("GET /a HTTP/1.1|200|2|" + first.length() + "|" + firstOut + "|+|0|1|0|1.2.3.4|", line(0));
        assertEquals("POST /b?c HTTP/1.1|204|0|" + second.length() + "|" + secondOut + "|+|1|1|1|-|", line(1));
    }

    @Test
    void tellsOfPipelinedRequestsInTheirOrder() {
        Wire client = proxy.client().send(get("/a") + get("/b"));
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);
        client.readAnswer();
        upstream.readHead();
        upstream.send(OK);
        client.readAnswer();

        assertEquals("GET /a HTTP/1.1", line(0).split("[|]")[0]);
        assertEquals("GET /b HTTP/1.1", line(1).split("[|]")[0]);
    }

    @Test
    void tellsOfARefusedRequest() {
        proxy.client().send("GET /not-ours HTTP/1.0\r\n\r\n").readAnswer();

        String[] fields = line(0).split("[|]");
        assertEquals("GET /not-ours HTTP/1.0", fields[0]);
        assertEquals("404", fields[1]);
        assertEquals("-", fields[5]);
        assertEquals("-", fields[7]);
    }

    @Test
    void tellsOfARequestThatCannotBeRead() {
        proxy.client().send("GET / HTTP/1.1\r\nHost : h\r\n\r\n").readAnswer();

        assertEquals("-|400", line(0).substring(0, 5));
    }

    @Test
    void tellsOfAHeadWithoutABody() {
        Wire client = proxy.client().send(head("HEAD /a HTTP/1.1", "Host: h"));
        Wire upstream = backend.acceptAsked();
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
        client.readHeadOnlyAnswer();

        assertEquals("HEAD /a HTTP/1.1|200|0|", line(0).substring(0, 23));
    }

    @Test
    void tellsOfAClientThatLeaves() {
        Wire client = proxy.client().send(get("/a"));
        Wire upstream = backend.acceptAsked();
        client.reset();
        proxy.await(ClientState.PROCESSING, 0);

        String[] fields = line(0).split("[|]");
        assertEquals("-", fields[1]);
        assertEquals("X", fields[5]);
        assertEquals(Wire.End.FIN, upstream.awaitEnd());
    }

    @Test
    void tellsOfAnAnswerThatIsCut() {
        Wire client = proxy.client().send(get("/a"));
        Wire upstream = backend.acceptAsked();
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort");
        client.readThrough("short");
        upstream.close();
        client.awaitEnd();

        assertEquals("GET /a HTTP/1.1|200|5|", line(0).substring(0, 22));
        assertEquals("X", line(0).split("[|]")[5]);
    }

    @Test
    void tellsOfTheSecondTryOnAFreshConnection() {
        Wire first = proxy.client().send(get("/a"));
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);
        first.readAnswer();
        Wire second = proxy.client().send(get("/b"));
        upstream.readHead();
        upstream.close();
        Wire fresh = backend.acceptAsked();
        fresh.send(OK);
        second.readAnswer();

        assertEquals("2", line(1).split("[|]")[7]);
        assertEquals("0", line(1).split("[|]")[8]);
    }
}
