package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.ok;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** What becomes of heads on their way (RFC 9110, 7.6). */
@DisplayName("Heads on their way (RFC 9110, 7.6)")
class HeadsIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> settings.childLabel = "3-17");

    private String forwarded(String request) {
        Wire client = proxy.client().send(request);
        Wire upstream = backend.accept();
        String head = upstream.readHead();
        upstream.send(OK);
        assertEquals(200, client.readAnswer().status());
        return head;
    }

    private Answer answered(String answer) {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(answer);
        return client.readAnswer();
    }

    @Test
    @DisplayName("RFC 9110, 7.6.3: a request tells its way in Via")
    void aRequestTellsItsWay() {
        String head = forwarded("GET /a/../b?c HTTP/1.1\r\nHost: client.example\r\nVia: 1.0 first\r\n\r\n");

        assertTrue(head.startsWith("GET /b?c HTTP/1.1\r\n"), head);
        assertEquals("1.0 first, 1.1 proxy.test", fieldOf(head, "Via"));
        assertEquals("127.0.0.1", fieldOf(head, "X-Forwarded-For"));
        assertEquals("client.example", fieldOf(head, "X-Forwarded-Host"));
        assertEquals("http", fieldOf(head, "X-Forwarded-Proto"));
        assertEquals("proxy.test", fieldOf(head, "X-Forwarded-Server"));
        assertEquals("127.0.0.1:" + backend.port(), fieldOf(head, "Host"));
    }

    @Test
    @DisplayName("RFC 9110, 7.6.1: a request loses Connection, what it names, and what is hop-by-hop")
    void aRequestLosesWhatIsHopByHop() {
        String head = forwarded(head(
                "GET / HTTP/1.1",
                "Host: h",
                "Connection: X-Drop, close",
                "connection: x-too",
                "X-Drop: 1",
                "X-Too: 1",
                "Keep-Alive: 5",
                "Proxy-Connection: x",
                "TE: trailers",
                "Upgrade: h2c",
                "X-Kept: 1"));

        for (String name :
                new String[] {"Connection", "X-Drop", "X-Too", "Keep-Alive", "Proxy-Connection", "TE", "Upgrade"}) {
            assertEquals("", fieldOf(head, name), name);
        }
        assertEquals("1", fieldOf(head, "X-Kept"));
    }

    @Test
    @DisplayName("RFC 9110, 7.6.1: Connection cannot name what frames or routes a request")
    void connectionCannotTakeTheFramingAway() {
        Wire client = proxy.client()
                .send(head("POST / HTTP/1.1", "Host: h", "Connection: Content-Length, Host", "Content-Length: 5")
                        + "hello");
        Wire upstream = backend.accept();

        assertEquals("5", fieldOf(upstream.readHead(), "Content-Length"));
        assertEquals("hello", upstream.readExactly(5));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void theHostOfAnAbsoluteTargetReplacesHost() {
        String head = forwarded("GET http://other:81/x HTTP/1.1\r\nHost: h\r\n\r\n");

        assertTrue(head.startsWith("GET /x HTTP/1.1\r\n"), head);
        assertEquals("other:81", fieldOf(head, "X-Forwarded-Host"));
    }

    @DisplayName("RFC 9110, 2.5: an HTTP/1.0 request goes on in our own version")
    @Test
    void a10ClientGetsAnOwnVersionForwarded() {
        String head = forwarded("GET /x HTTP/1.0\r\n\r\n");

        assertTrue(head.startsWith("GET /x HTTP/1.1\r\n"), head);
        assertEquals("1.0 proxy.test", fieldOf(head, "Via"));
        assertEquals("", fieldOf(head, "X-Forwarded-Host"));
        assertEquals("127.0.0.1:" + backend.port(), fieldOf(head, "Host"));
    }

    @Test
    void anEncodedLineEndStaysEncoded() {
        assertTrue(forwarded(get("/a%0d%0aX:%201")).startsWith("GET /a%0d%0aX:%201 HTTP/1.1\r\n"));
    }

    @Test
    @DisplayName("RFC 9110, 7.6.1: an answer loses what is hop-by-hop")
    void anAnswerLosesWhatIsHopByHop() {
        Answer answer = answered(ok(
                        "Connection: X-Drop",
                        "connection: x-too",
                        "X-Drop: 1",
                        "X-Too: 1",
                        "Keep-Alive: 5",
                        "Upgrade: h2c",
                        "Proxy-Connection: x",
                        "X-Kept: 1",
                        "Content-Length: 2")
                + "ok");

        for (String name :
                new String[] {"Connection", "X-Drop", "X-Too", "Keep-Alive", "Upgrade", "Proxy-Connection"}) {
            assertEquals("", answer.field(name), name);
        }
        assertEquals("1", answer.field("X-Kept"));
        assertEquals("1.1 proxy.test", answer.field("Via"));
        assertEquals("3-17", answer.field("X-Whippletree-Child"));
    }

    @Test
    @DisplayName("RFC 9110, 7.6.1: Connection cannot name what frames an answer")
    void connectionOfAnAnswerCannotTakeItsFramingAway() {
        Answer answer = answered("HTTP/1.1 200 OK\r\nConnection: Content-Length\r\nContent-Length: 2\r\n\r\nok");

        assertEquals("2", answer.field("Content-Length"));
        assertEquals("ok", answer.body());
    }

    @Test
    @DisplayName("RFC 9110, 2.5: an answer has our version and its own reason")
    void anAnswerHasOurVersionAndItsOwnReason() {
        Answer answer = answered("HTTP/1.0 203 Made Up\r\nContent-Length: 2\r\n\r\nok");

        assertTrue(answer.head().startsWith("HTTP/1.1 203 Made Up\r\n"), answer.head());
        assertEquals("1.0 proxy.test", answer.field("Via"));
    }

    @Test
    void ourOwnPagesNameTheChildToo() {
        Answer answer = proxy.client().send(get("/not-ours")).readAnswer();

        assertEquals(404, answer.status());
        assertEquals("3-17", answer.field("X-Whippletree-Child"));
        assertFalse(backend.record().contains("not-ours"));
    }

    @Test
    void anExcludedPathCannotBeSpelledAround() {
        assertEquals(404, proxy.client().send(get("/%6eot-ours")).readAnswer().status());
        assertEquals(
                404, proxy.client().send(get("/x/..//not-ours/y")).readAnswer().status());
        assertEquals(0, backend.connections());
    }
}
