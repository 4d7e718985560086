package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Interim answers and expectations (RFC 9110, 15.2 and 10.1.1). */
@DisplayName("Interim answers and expectations (RFC 9110, 15.2 and 10.1.1)")
class InterimIT {
    private static final String EXPECTING =
            head("POST / HTTP/1.1", "Host: h", "Content-Length: 5", "Expect: 100-continue");

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    @Test
    @DisplayName("RFC 9110, 10.1.1: an expectation goes to the backend, and its word back")
    void anExpectationGoesToTheBackendAndItsWordBack() {
        Wire client = proxy.client().send(EXPECTING);
        Wire upstream = backend.accept();
        assertEquals("100-continue", fieldOf(upstream.readHead(), "Expect"));
        upstream.send(head("HTTP/1.1 100 Continue"));

        assertEquals(100, client.readAnswer().status());
        client.send("hello");
        assertEquals("hello", upstream.readExactly(5));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        client.send(get("/next"));
        upstream.readHead();
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @DisplayName("RFC 9110, 10.1.1: a final answer to an expectation is relayed, and ends the connection")
    @Test
    void aRefusedExpectationEndsTheConnection() {
        Wire client = proxy.client().send(EXPECTING);
        Wire upstream = backend.acceptAsked();
        upstream.send(head("HTTP/1.1 413 Content Too Large", "Content-Length: 0"));
        Answer answer = client.readAnswer();

        assertEquals(413, answer.status());
        assertEquals("close", answer.field("Connection"));
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    @DisplayName("RFC 9110, 15.2: 103 comes before the answer")
    void earlyHintsComeBeforeTheAnswer() {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(head("HTTP/1.1 103 Early Hints", "Link: </x>", "Connection: X-Drop", "X-Drop: 1"));
        Answer hints = client.readAnswer();
        upstream.send(OK);

        assertEquals(103, hints.status());
        assertEquals("</x>", hints.field("Link"));
        assertEquals("", hints.field("X-Drop"));
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    @DisplayName("RFC 9110, 15.2: interim answers shift no pairing of requests and answers")
    void interimAnswersShiftNoPairing() {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(head("HTTP/1.1 103 Early Hints") + head("HTTP/1.1 102 Processing") + OK);
        assertEquals(103, client.readAnswer().status());
        assertEquals(102, client.readAnswer().status());
        assertEquals("ok", client.readAnswer().body());

        client.send(head("HEAD / HTTP/1.1", "Host: h"));
        upstream.readHead();
        upstream.send(ok("Content-Length: 5"));
        assertEquals("5", client.readHeadOnlyAnswer().field("Content-Length"));
        client.send(get("/last"));
        upstream.readHead();
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    @DisplayName("RFC 9110, 15.2: an HTTP/1.0 client hears of no interim answer")
    void a10ClientHearsOfNone() {
        Wire client = proxy.client().send(head("GET / HTTP/1.0", "Expect: 100-continue"));
        Wire upstream = backend.accept();
        assertEquals("", fieldOf(upstream.readHead(), "Expect"));
        upstream.send(head("HTTP/1.1 103 Early Hints") + OK);

        assertEquals(200, client.readAnswer().status());
    }

    @Test
    @DisplayName("RFC 9110, 7.8: a 101 that nobody asked for is a bad gateway")
    void an101ThatNobodyAskedForIsBadGateway() {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(head("HTTP/1.1 101 Switching Protocols", "Upgrade: x", "Connection: Upgrade") + "tunnel");

        assertEquals(502, client.readAnswer().status());
        assertTrue(upstream.awaitEnd() != null);
    }

    @DisplayName("RFC 9110, 15.2: endless interim answers are a bad gateway")
    @Test
    void endlessInterimAnswersAreBadGateway() {
        Wire client = proxy.client().send(get("/"));
        Wire upstream = backend.acceptAsked();
        upstream.send(head("HTTP/1.1 103 Early Hints").repeat(11));
        for (int i = 0; i < 10; i++) {
            assertEquals(103, client.readAnswer().status());
        }

        assertEquals(502, client.readAnswer().status());
    }
}
