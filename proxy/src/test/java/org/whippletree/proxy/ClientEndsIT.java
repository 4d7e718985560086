package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.ok;
import static org.whippletree.proxy.wire.Http.post;
import static org.whippletree.proxy.wire.Http.postChunked;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Clients that go on sending, half-close, leave, or fall silent. */
class ClientEndsIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.clientTimeout = Duration.ofMillis(700);
        settings.keepAliveTimeout = Duration.ofMillis(300);
        settings.halfCloseTimeout = Duration.ofMillis(900);
    });

    private Wire upstream;

    private Wire asked(String request) {
        Wire client = proxy.client().send(request);
        upstream = backend.acceptAsked();
        return client;
    }

    @Test
    @DisplayName("RFC 9112, 9.3: an early answer is delivered, and its connection not used again")
    void anEarlyAnswerIsDeliveredAndTheSenderDrained() {
        Wire client = asked(post("/", 10_000_000) + "begin");
        upstream.send(ok("Content-Length: 5") + "early");
        Answer answer = client.readAnswer();
        assertEquals("early", answer.body());
        assertEquals("close", answer.field("Connection"));
        assertEquals(Wire.End.FIN, client.awaitEnd());

        String more = "x".repeat(100_000);
        for (int i = 0; i < 20; i++) {
            client.send(more);
        }
        upstream.awaitEnd();
        proxy.await(ClientState.CLOSING, 1);
        client.close();
        proxy.await(ClientState.CLOSING, 0);
    }

    @Test
    void aRefusedSenderIsDrained() {
        Wire client = proxy.client().send(post("/not-ours", 10_000_000) + "begin");
        assertEquals(404, client.readAnswer().status());
        client.awaitEnd();
        client.send("x".repeat(1_000_000)).send("x".repeat(1_000_000));

        proxy.await(ClientState.CLOSING, 1);
    }

    @Test
    void anIdleClientThatNeverClosesItsEndIsForgottenSoon() {
        Wire client = asked(get("/"));
        upstream.send(OK);
        client.readAnswer();
        assertEquals(Wire.End.FIN, client.awaitEnd());

        // httpd's short limit is 2 s; the long one would hold a child that drains for 30 s.
        proxy.await(ClientState.CLOSING, 0);
    }

    @Test
    void aHalfClosedClientGetsItsAnswer() {
        Wire client = asked(get("/"));
        client.shutdownOutput();
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    void aHalfClosedClientGetsALargeAnswer() {
        Wire client = proxy.deafClient().send(get("/")).shutdownOutput();
        upstream = backend.acceptAsked();
        String body = "0123456789abcdef".repeat(500_000);
        Thread sender = new Thread(() -> upstream.send(ok("Content-Length: " + body.length()) + body));
        sender.setDaemon(true);
        sender.start();
        proxy.await(() -> proxy.lastAccepted().isWritable() ? 1 : 0, 0);
        client.startReading();

        assertEquals(body.length(), client.readAnswer().body().length());
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    void aHalfClosedClientIsWaitedForOnlySoLong() {
        Wire client = asked(get("/"));
        client.shutdownOutput();

        upstream.awaitEnd();
        client.awaitEnd();
        assertEquals("", client.unread());
    }

    @Test
    void aHalfClosedClientWhoseRequestIsNotCompleteIsDropped() {
        Wire client = asked(postChunked("/") + "5\r\nhello\r\n");
        client.shutdownOutput();

        upstream.awaitEnd();
        assertEquals(-1, upstream.record().indexOf("0\r\n\r\n"));
    }

    @Test
    void aClientThatLeavesFreesTheBackend() {
        Wire client = asked(get("/"));
        client.reset();

        upstream.awaitEnd();
        proxy.await(proxy::leased, 0);
    }

    @Test
    void aClientThatLeavesWhileItIsAnsweredFreesTheBackend() {
        Wire client = asked(get("/"));
        upstream.send(ok("Content-Length: 10") + "hello");
        client.readThrough("hello");
        client.reset();

        upstream.awaitEnd();
        proxy.await(proxy::leased, 0);
    }

    @Test
    void aResetBehindAHalfCloseDoesNotHeatTheLoop() {
        Wire client = asked(get("/"));
        client.shutdownOutput();
        proxy.await(() -> proxy.halfClosed(), 1);
        long beforeNanos = proxy.loopCpuNanos();
        client.reset();
        upstream.awaitEnd();

        long spentMillis = TimeUnit.NANOSECONDS.toMillis(proxy.loopCpuNanos() - beforeNanos);
        assertTrue(spentMillis < 200, "the loop worked for " + spentMillis + " ms");
    }

    @Test
    void aClientThatOnlyConnectsIsClosedInTime() {
        assertEquals(Wire.End.FIN, proxy.client().awaitEnd());
    }

    @Test
    void aSlowHeadIsClosedInTime() {
        assertTrue(proxy.client().send("GET / HTTP/1.1\r\nHo").awaitEnd() != null);
        assertEquals(0, backend.connections());
    }

    @Test
    @DisplayName("RFC 9110, 15.5.9: a body that does not come in time is a request timeout")
    void aSlowBodyIsRequestTimeout() {
        Wire client = asked(post("/", 10) + "hello");

        assertEquals(408, client.readAnswer().status());
        upstream.awaitEnd();
    }

    @Test
    void anIdleClientIsClosedInTime() {
        Wire client = asked(get("/"));
        upstream.send(OK);
        client.readAnswer();

        proxy.await(ClientState.KEEP_ALIVE, 1);
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    void aHeadThatHasBegunHasLongerThanAnIdleClient() {
        Wire client = asked(get("/"));
        upstream.send(OK);
        client.readAnswer();
        client.send("GET /next HTTP/1.1\r\n");
        proxy.await(ClientState.READING, 1);
        Wire idle = proxy.client().send(get("/idle"));
        upstream.readHead();
        upstream.send(OK);
        idle.readAnswer();
        // It was idle later and is closed: the other one's KeepAliveTimeout, if it ran, is over.
        assertEquals(Wire.End.FIN, idle.awaitEnd());
        client.send("Host: h\r\n\r\n");
        upstream.readHead();
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    void aWorkerLeavesAClientThatSendsNothingMore() {
        Wire client = asked(post("/", 10) + "hello");
        for (int i = 0; i < 4; i++) {
            client.send("x");
            upstream.readThrough("x");
        }
        client.send("x");
        upstream.send(OK);

        assertEquals("ok", client.readAnswer().body());
    }
}
