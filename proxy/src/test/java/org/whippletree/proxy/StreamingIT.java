package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.ok;
import static org.whippletree.proxy.wire.Http.post;
import static org.whippletree.proxy.wire.Http.postChunked;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

@DisplayName("Bodies pass as they come, and whoever leaves frees the other side")
class StreamingIT {
    private final Backend backend = Backend.start();

    /** Its timeouts are longer than a test waits: what happens here does not come of them. */
    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    private Wire upstream;

    private Wire asked(String request) {
        Wire client = proxy.client().send(request);
        upstream = backend.acceptAsked();
        return client;
    }

    @Test
    void serverSentEventsPassOneByOne() {
        Wire client = asked(get("/events"));
        upstream.send(ok("Content-Type: text/event-stream", "Transfer-Encoding: chunked"));
        assertTrue(client.readHead().contains("text/event-stream"));
        for (int i = 0; i < 20; i++) {
            String event = "data: " + (i % 10) + "\n\n";
            upstream.send("9\r\n" + event + "\r\n");
            assertEquals("9\r\n" + event + "\r\n", client.readExactly(14));
        }
        upstream.send("0\r\n\r\n");

        assertEquals("0\r\n\r\n", client.readExactly(5));
    }

    @Test
    void anUncountedStreamPassesByteByByte() {
        Wire client = asked(get("/stream"));
        upstream.send(ok());
        client.readHead();
        for (char c = 'a'; c <= 'z'; c++) {
            upstream.send(String.valueOf(c));
            assertEquals("1\r\n" + c + "\r\n", client.readExactly(6));
        }
        upstream.close();

        assertEquals("0\r\n\r\n", client.readExactly(5));
    }

    @Test
    void aLongPollIsHeldAndItsHeadPassesBeforeItsBody() {
        Wire client = asked(get("/poll"));
        upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        client.readHead();
        upstream.send("h");
        assertEquals("h", client.readExactly(1));
        upstream.send("ello");

        assertEquals("ello", client.readExactly(4));
    }

    @Test
    void anUploadPassesByteByByte() {
        Wire client = asked(postChunked("/"));
        for (char c = 'a'; c <= 'z'; c++) {
            client.send("1\r\n" + c + "\r\n");
            assertEquals("1\r\n" + c + "\r\n", upstream.readExactly(6));
        }
        client.send("0\r\n\r\n");
        assertEquals("0\r\n\r\n", upstream.readExactly(5));
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    @DisplayName("A client that is reset frees the backend at once, before an answer, within one, within its request")
    void aResetFreesTheBackendAtOnce() {
        Wire waiting = asked(get("/1"));
        waiting.reset();
        assertTrue(upstream.awaitEnd() != null);

        Wire reading = asked(get("/2"));
        upstream.send(ok("Transfer-Encoding: chunked") + "1\r\na\r\n");
        reading.readThrough("1\r\na\r\n");
        reading.reset();
        assertTrue(upstream.awaitEnd() != null);

        Wire sending = asked(post("/3", 10) + "hello");
        upstream.readThrough("hello");
        sending.reset();
        assertTrue(upstream.awaitEnd() != null);
        proxy.await(proxy::busy, 0);
    }

    @Test
    @DisplayName("RFC 9112, 8: a request that breaks off never looks whole to the backend, and frees it at once")
    void aRequestThatBreaksOffNeverLooksWhole() {
        Wire counted = asked(post("/1", 10) + "hello");
        counted.shutdownOutput();
        assertTrue(upstream.awaitEnd() != null);
        assertEquals("hello", upstream.unread());

        Wire chunked = asked(postChunked("/2") + "5\r\nhello\r\n0\r\n");
        chunked.shutdownOutput();
        assertTrue(upstream.awaitEnd() != null);
        assertEquals("5\r\nhello\r\n", upstream.unread());
    }
}
