package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.get;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RequestLimits;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Every status of an error of the proxy's own: a small page or object for the client, one line that says why in the log. */
class StatusesIT {
    private static final String JSON = "Accept: application/json\r\n";

    private final Backend backend = Backend.start();
    private final Logger logger = Logger.getLogger("org.whippletree.proxy");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.backendTimeout = Duration.ofMillis(300);
        settings.request = new RequestLimits(
                200, 20, 100, new ReadTime(Duration.ofMillis(500), Duration.ZERO, 0), RequestLimits.DEFAULT_BODY_TIME);
    });

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    /** Whatever is wrong with a request: its head, as far as it goes, and its status. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|GET /a HTTP/1.1\\r\\nHost: a b\\r\\n@\\r\\n",
                "404|GET /not-ours HTTP/1.1\\r\\nHost: h\\r\\n@\\r\\n",
                "405|TRACE / HTTP/1.1\\r\\nHost: h\\r\\n@\\r\\n",
                "413|POST / HTTP/1.1\\r\\nHost: h\\r\\n@Content-Length: 101\\r\\n\\r\\n",
                "417|GET / HTTP/1.1\\r\\nHost: h\\r\\n@Expect: more\\r\\n\\r\\n",
            })
    void aRequestThatIsRefusedGetsAPageOrAnObject(int status, String request) {
        String bytes = request.replace("\\r\\n", "\r\n");
        Answer page = proxy.client().send(bytes.replace("@", "")).readAnswer();
        Answer object = proxy.client().send(bytes.replace("@", JSON)).readAnswer();

        assertPage(status, page);
        assertEquals(status, object.status());
        assertEquals("application/json", object.field("Content-Type"));
        assertTrue(object.body().startsWith("{\"status\":" + status + ",\"error\":\""), object.body());
        assertEquals(0, backend.connections());
        assertLogged(status);
    }

    /** Of these the head cannot be read; what it accepts is looked for all the same, before the flaw or behind it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|GET / HTTP/1.1\\r\\nHost: h\\r\\n@No Token: x\\r\\n\\r\\n",
                "400|GET  / HTTP/1.1\\r\\nHost: h\\r\\n@\\r\\n",
                "408|GET / HTTP/1.1\\r\\nHost: h\\r\\n@",
                "414|GET /LONG HTTP/1.1\\r\\nHost: h\\r\\n@\\r\\n",
                "431|GET / HTTP/1.1\\r\\nHost: h\\r\\n@X: LONG\\r\\n\\r\\n",
                "501|GET / HTTP/1.1\\r\\nHost: h\\r\\n@Transfer-Encoding: gzip\\r\\n\\r\\n",
                "505|GET / HTTP/2.0\\r\\nHost: h\\r\\n@\\r\\n"
            })
    void aRequestThatCannotBeReadGetsAPageOrAnObject(int status, String request) {
        String bytes = request.replace("\\r\\n", "\r\n").replace("LONG", "a".repeat(8_200));

        assertPage(status, proxy.client().send(bytes.replace("@", "")).readAnswer());
        assertPage(
                status,
                proxy.client()
                        .send(bytes.replace("@", "Accept: text/html, application/json\r\n"))
                        .readAnswer());
        assertAnswer(status, JSON, proxy.client().send(bytes.replace("@", JSON)).readAnswer());
        assertEquals(0, backend.connections());
        assertLogged(status);
    }

    @Test
    void whatAHeadInPiecesAcceptsIsRemembered() {
        Wire client = proxy.client().send("GET / HTTP/1.1\r\nHost: h\r\nAcc");
        client.awaitReadByPeer();
        client.send("ept: application/json\r\nHo");
        client.awaitReadByPeer();
        client.send("st : h\r\n\r\n");

        assertAnswer(400, JSON, client.readAnswer());
    }

    @Test
    void whatTheRequestBeforeAcceptedIsForgotten() {
        Wire client = proxy.client().send("GET /1 HTTP/1.1\r\nHost: h\r\n" + JSON + "\r\n");
        backend.acceptAsked().send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        client.readAnswer();
        client.send("GET /2 HTTP/2.0\r\nHost: h\r\n\r\n");

        assertPage(505, client.readAnswer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", JSON})
    void aBackendThatGivesNoAnswerIsBadGateway(String accept) {
        Wire client = proxy.client().send("GET /x HTTP/1.1\r\nHost: h\r\n" + accept + "\r\n");
        backend.acceptAsked().send("nonsense\r\n\r\n");

        assertAnswer(502, accept, client.readAnswer());
        assertLine("BROKEN_ANSWER: http://127.0.0.1:" + backend.port() + ": the answer cannot be read");
        assertLine("(attempt 1, on a new connection, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", JSON})
    void aBackendThatIsSilentIsGatewayTimeout(String accept) {
        Wire client = proxy.client().send("GET /x HTTP/1.1\r\nHost: h\r\n" + accept + "\r\n");
        backend.acceptAsked();

        assertAnswer(504, accept, client.readAnswer());
        assertLine("BACKEND_TIMEOUT: http://127.0.0.1:" + backend.port() + ": no progress for 300 ms (attempt 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", JSON})
    void aBackendThatCannotBeReachedIsServiceUnavailable(String accept) {
        backend.refuseConnections();
        Wire client = proxy.client().send("GET /x HTTP/1.1\r\nHost: h\r\n" + accept + "\r\n");

        assertAnswer(503, accept, client.readAnswer());
        assertLine("backend http://127.0.0.1:" + backend.port() + " cannot be reached: ");
        assertLine("NO_MEMBER: no member of b is left to be tried (GET /x)");
    }

    @Test
    void aLineTellsOfAKeptConnectionAndItsAge() {
        Wire client = proxy.client().send(get("/1"));
        Wire upstream = backend.acceptAsked();
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        client.readAnswer();
        client.send(get("/2"));
        upstream.readHead();

        assertEquals(504, client.readAnswer().status());
        assertTrue(
                lines.stream().anyMatch(line -> line.matches(".*request 2 on a kept connection, [0-9]+ ms old.*")),
                lines::toString);
    }

    private static void assertAnswer(int status, String accept, Answer answer) {
        if (accept.isEmpty()) {
            assertPage(status, answer);
        } else {
            assertEquals(status, answer.status());
            assertTrue(answer.body().startsWith("{\"status\":" + status + ","), answer.body());
        }
    }

    private static void assertPage(int status, Answer answer) {
        assertEquals(status, answer.status());
        assertTrue(answer.field("Content-Type").startsWith("text/html"), answer.head());
        assertTrue(answer.body().contains(String.valueOf(status)), answer.body());
        assertTrue(answer.body().length() < 1_000, answer.body());
    }

    private void assertLogged(int status) {
        assertTrue(
                lines.stream()
                        .anyMatch(line ->
                                line.startsWith("client 127.0.0.1: " + status + " ") || line.startsWith("NO_ROUTE: ")),
                lines::toString);
    }

    private void assertLine(String part) {
        assertTrue(lines.stream().anyMatch(line -> line.contains(part)), lines::toString);
    }
}
