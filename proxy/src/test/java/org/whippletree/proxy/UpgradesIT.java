package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

@DisplayName("Upgrade (RFC 9110, 7.8)")
class UpgradesIT {
    private static final String ASK = head(
            "GET /chat HTTP/1.1",
            "Host: h",
            "Connection: keep-alive, Upgrade",
            "Upgrade: WebSocket",
            "Sec-WebSocket-Key: x");
    private static final String SWITCH =
            head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket", "X-Kept: 1");

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.upgrade = "websocket";
        settings.clientTimeout = Duration.ofMillis(700);
        settings.backendTimeout = Duration.ofMillis(700);
        settings.maxConnections = 2;
    });

    private Wire upstream;

    /** A client in a tunnel to {@link #upstream}. */
    private Wire switched() {
        Wire client = proxy.client().send(ASK);
        upstream = backend.acceptAsked();
        upstream.send(SWITCH);
        assertEquals(101, client.readAnswer().status());
        return client;
    }

    private static void pass(Wire from, Wire to, String text) {
        from.send(text);
        assertEquals(text, to.readExactly(text.length()));
    }

    @Test
    @DisplayName("A 101 that was asked for opens a tunnel, which holds no worker")
    void aTunnelPassesBytesBothWaysAndHoldsNoWorker() {
        Wire client = proxy.client().send(ASK);
        upstream = backend.accept();
        String head = upstream.readHead();
        upstream.send(SWITCH);
        Answer answer = client.readAnswer();

        assertEquals("WebSocket", fieldOf(head, "Upgrade"));
        assertEquals("upgrade", fieldOf(head, "Connection"));
        assertEquals("x", fieldOf(head, "Sec-WebSocket-Key"));
        assertEquals("websocket", answer.field("Upgrade"));
        assertEquals("upgrade", answer.field("Connection"));
        assertEquals("1.1 proxy.test", answer.field("Via"));
        assertEquals("1", answer.field("X-Kept"));
        pass(client, upstream, "\0\u00ff hello\r\n\r\n");
        pass(upstream, client, "HTTP/1.1 200 OK\r\n\r\n");
        pass(client, upstream, get("/no-request"));
        proxy.await(ClientState.TUNNEL, 1);
        assertEquals(0, proxy.leased());
        assertEquals(0, proxy.busy());
    }

    @Test
    @DisplayName("Bytes that come with the 101, or before it, reach the other side behind the switch")
    void earlyBytesReachTheOtherSide() {
        Wire client = proxy.client().send(ASK + "early");
        upstream = backend.acceptAsked();
        client.send(" bird");
        upstream.send(SWITCH + "worm");

        assertEquals(101, client.readAnswer().status());
        assertEquals("worm", client.readExactly(4));
        assertEquals("early bird", upstream.readExactly(10));
    }

    @Test
    @DisplayName("Nothing that a client sends before the 101 reaches the backend before it")
    void nothingPassesBeforeTheSwitch() {
        Wire client = proxy.client().send(ASK + get("/smuggled"));
        upstream = backend.acceptAsked();
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());

        assertTrue(upstream.readHead().startsWith("GET /smuggled HTTP/1.1\r\n"));
        assertTrue(backend.record().contains("X-Forwarded-For: 127.0.0.1\r\n"));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
    }

    @Test
    @DisplayName("RFC 9112, 9.3.2: requests behind one whose upgrade is ignored are answered, before a FIN too")
    void requestsBehindAnIgnoredUpgradeAreAnsweredBeforeAFin() {
        Wire client = proxy.client().send(ASK + ASK + get("/last")).shutdownOutput();
        upstream = backend.accept();
        for (int i = 0; i < 3; i++) {
            upstream.readHead();
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }

        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @DisplayName("RFC 9110, 7.8: a FIN is passed on through a tunnel, and the other way stays open")
    @Test
    void aFinIsPassedOnAndTheOtherWayStaysOpen() {
        Wire client = switched();
        client.send("last").shutdownOutput();
        assertEquals("last", upstream.readExactly(4));
        assertEquals(Wire.End.FIN, upstream.awaitEnd());
        pass(upstream, client, "still there");
        upstream.close();

        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    void theBackendsFinIsPassedOnToo() {
        Wire client = switched();
        upstream.send("last").shutdownOutput();
        assertEquals("last", client.readExactly(4));
        assertEquals(Wire.End.FIN, client.awaitEnd());
        pass(client, upstream, "still there");
        client.close();

        assertEquals(Wire.End.FIN, upstream.awaitEnd());
    }

    @Test
    void aFinBehindTheSwitchIsPassedOn() {
        Wire client = proxy.client().send(ASK);
        upstream = backend.acceptAsked();
        upstream.send(SWITCH + "bye").shutdownOutput();

        assertEquals(101, client.readAnswer().status());
        assertEquals("bye", client.readExactly(3));
        assertEquals(Wire.End.FIN, client.awaitEnd());
        pass(client, upstream, "still there");
    }

    @Test
    void aResetOfOneSideEndsTheOther() {
        Wire client = switched();
        upstream.reset();
        client.awaitEnd();

        Wire other = switched();
        other.reset();
        upstream.awaitEnd();
    }

    @DisplayName("RFC 9110, 7.8: a tunnel is idle no longer than Timeout")
    @Test
    void aTunnelIsIdleNoLongerThanTimeout() {
        Wire client = switched();
        client.awaitEnd();
        upstream.awaitEnd();

        proxy.await(ClientState.TUNNEL, 0);
    }

    @Test
    void aTunnelInUseOutlivesTimeoutThoughOneSideIsSilent() {
        Wire client = switched();
        Wire server = upstream;
        Wire idle = switched();
        while (!idle.ended()) {
            pass(server, client, "tick");
        }
        // The other one began earlier: had it not been in use, it would have ended first.

        pass(client, server, "still there");
    }

    @Test
    void aSlowReaderStopsTheOtherSide() {
        Wire client = proxy.deafClient().send(ASK);
        upstream = backend.acceptAsked();
        String body = "0123456789abcdef".repeat(500_000);
        Thread writer = new Thread(() -> upstream.trySend(SWITCH + body));
        writer.start();
        // The tunnel is paused once neither the proxy nor the kernel takes any more.
        proxy.await(() -> proxy.onLoop(() -> proxy.lastAcceptedOnLoop().isWritable() ? 1 : 0), 0);
        client.startReading();
        client.readHead();

        assertEquals(body, client.readExactly(body.length()));
    }

    @Test
    @DisplayName("An upgrade that the backend ignores goes on as HTTP, on both connections")
    void aRefusedUpgradeGoesOnAsHttp() {
        Wire client = proxy.client().send(ASK);
        upstream = backend.acceptAsked();
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        proxy.await(ClientState.KEEP_ALIVE, 1);

        client.send(get("/next"));
        assertTrue(upstream.readHead().startsWith("GET /next "));
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        assertEquals(1, backend.connections());
    }

    @Test
    @DisplayName("The body of a request that asks for an upgrade stays a body")
    void aBodyStaysABody() {
        Wire client = proxy.client()
                .send(head(
                                "POST / HTTP/1.1",
                                "Host: h",
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Content-Length: 5")
                        + "hel");
        upstream = backend.accept();
        assertEquals("5", fieldOf(upstream.readHead(), "Content-Length"));
        client.send("lo");
        assertEquals("hello", upstream.readExactly(5));
        upstream.send(SWITCH);
        assertEquals(101, client.readAnswer().status());
        pass(client, upstream, "tunnel");
    }

    @Test
    void aSwitchBeforeTheWholeRequestIsBadGateway() {
        Wire client = proxy.client()
                .send(head(
                                "POST / HTTP/1.1",
                                "Host: h",
                                "Connection: Upgrade",
                                "Upgrade: websocket",
                                "Content-Length: 5")
                        + "hel");
        upstream = backend.acceptAsked();
        upstream.send(SWITCH);

        assertEquals(502, client.readAnswer().status());
    }

    @ParameterizedTest
    @DisplayName("No tunnel for h2c (RFC 9113, 3), for other protocols, without Connection, in HTTP/1.0")
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\r\n",
                "GET / HTTP/1.0\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
            })
    void whatMayNotBeSwitchedToIsNotAskedFor(String request) {
        Wire client = proxy.client().send(request);
        upstream = backend.accept();
        String head = upstream.readHead();
        upstream.send(SWITCH);

        assertEquals("", fieldOf(head, "Upgrade"));
        assertEquals("", fieldOf(head, "Connection"));
        assertEquals("", fieldOf(head, "HTTP2-Settings"));
        assertEquals(502, client.readAnswer().status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 x\r\nUpgrade: websocket\r\n\r\n",
                "HTTP/1.1 101 x\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
                "HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket, x\r\n\r\n"
            })
    void aSwitchToSomethingElseIsBadGateway(String switching) {
        Wire client = proxy.client().send(ASK);
        upstream = backend.acceptAsked();
        upstream.send(switching + "raw");

        Answer answer = client.readAnswer();
        assertEquals(502, answer.status());
        client.awaitEnd();
        assertFalse(client.record().contains("raw"));
        upstream.awaitEnd();
    }

    @Test
    void tunnelsCountAsConnectionsOfTheBackend() {
        Wire first = switched();
        Wire firstUpstream = upstream;
        Wire second = switched();
        Wire third = proxy.client().send(get("/third"));
        pass(second, upstream, "x");
        assertEquals(2, backend.connections());
        firstUpstream.close();
        first.close();

        Wire fresh = backend.acceptAsked();
        fresh.send(OK);
        assertEquals("ok", third.readAnswer().body());
    }

    @Test
    void drainingLeavesTunnelsAlone() {
        Wire client = switched();
        proxy.drain();
        pass(client, upstream, "more");
        pass(upstream, client, "and back");
    }
}
