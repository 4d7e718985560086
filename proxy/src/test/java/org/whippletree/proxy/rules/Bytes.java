package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import org.junit.jupiter.params.provider.Arguments;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** The steps that the suites share. */
final class Bytes {
    /** A body that ends early for whoever reads chunks, with a request behind it. */
    static final String SMUGGLED = "0\r\n\r\n" + get("/smuggled");

    private Bytes() {}

    /** A named case: a POST with these fields is answered with the status. */
    static Arguments post(String name, int status, String body, String... fields) {
        return Arguments.argumentSet(
                name, status, head("POST / HTTP/1.1", "Host: h", String.join("\r\n", fields)) + body);
    }

    /** A named case of a first line. */
    static Arguments line(String name, int status, String line) {
        return Arguments.argumentSet(name, status, head(line, "Host: h"));
    }

    /** The request is answered with the status and a close, and no backend hears of it. */
    static Answer assertRefused(ProxyFixture proxy, Backend backend, int status, String request) {
        Wire client = proxy.client();
        client.trySend(request);
        Answer answer = client.readAnswer();

        assertEquals(status, answer.status(), answer.body());
        assertEquals("close", answer.field("Connection"));
        assertEquals(Wire.End.FIN, client.awaitEnd());
        assertEquals("", client.unread());
        assertEquals(0, backend.connections());
        return answer;
    }

    /** What the backend gets for a request that is served. */
    static String forwarded(ProxyFixture proxy, Backend backend, String request) {
        Wire client = proxy.client().send(request);
        Wire upstream = backend.accept();
        String head = upstream.readHead();
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        assertFalse(upstream.unread().contains("HTTP/1."), upstream::unread);
        return head;
    }
}
