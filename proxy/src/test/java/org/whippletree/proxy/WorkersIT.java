package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.post;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** The line in front of one worker, drain and stop. */
class WorkersIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.workers = 1;
        settings.queueSize = 2;
        settings.keepAliveTimeout = Duration.ofMillis(500);
    });

    private Wire upstream;

    private Wire atWork() {
        Wire client = proxy.client().send(get("/first"));
        upstream = backend.acceptAsked();
        return client;
    }

    private Wire queued(String path, int position) {
        Wire client = proxy.client().send(get(path));
        proxy.await(proxy::queued, position);
        return client;
    }

    @Test
    void requestsWaitInOrder() {
        Wire first = atWork();
        Wire second = queued("/second", 1);
        Wire third = queued("/third", 2);
        assertEquals("", upstream.unread());

        upstream.send(OK);
        assertEquals("ok", first.readAnswer().body());
        assertTrue(upstream.readHead().startsWith("GET /second "));
        assertEquals("", third.unread());
        upstream.send(OK);
        assertEquals("ok", second.readAnswer().body());
        assertTrue(upstream.readHead().startsWith("GET /third "));
        upstream.send(OK);
        assertEquals("ok", third.readAnswer().body());
        assertEquals(3, proxy.granted());
    }

    @Test
    void aFullLineIsServiceUnavailable() {
        Wire first = atWork();
        queued("/second", 1);
        queued("/third", 2);
        Answer refused = proxy.client().send(get("/fourth")).readAnswer();
        assertEquals(503, refused.status());
        assertEquals("1", refused.field("Retry-After"));

        upstream.send(OK);
        first.readAnswer();
        for (String path : new String[] {"/second", "/third"}) {
            assertTrue(upstream.readHead().startsWith("GET " + path + " "));
            upstream.send(OK);
        }
        proxy.await(proxy::leased, 0);
    }

    @Test
    void aClientThatLeavesLeavesTheLine() {
        Wire first = atWork();
        Wire gone = queued("/gone", 1);
        gone.reset();
        proxy.await(proxy::queued, 0);
        upstream.send(OK);

        assertEquals("ok", first.readAnswer().body());
        assertEquals(1, proxy.granted());
    }

    @Test
    void aHalfClosedClientKeepsItsPlaceInTheLine() {
        Wire first = atWork();
        Wire second = queued("/second", 1).shutdownOutput();
        upstream.send(OK);
        first.readAnswer();
        upstream.readHead();
        upstream.send(OK);

        assertEquals("ok", second.readAnswer().body());
    }

    @Test
    void aBodyWaitsWithItsRequest() {
        Wire first = atWork();
        Wire second = proxy.client().send(post("/second", 10) + "hello");
        proxy.await(proxy::queued, 1);
        second.send("world");
        upstream.send(OK);
        first.readAnswer();

        upstream.readThrough("helloworld");
        upstream.send(OK);
        assertEquals("ok", second.readAnswer().body());
    }

    @Test
    void aWorkerIsFreeAsSoonAsTheAnswerIsHandedOver() {
        Wire client = atWork();
        assertEquals(1, proxy.leased());
        upstream.send(OK);
        client.readAnswer();

        proxy.await(proxy::leased, 0);
        proxy.await(ClientState.KEEP_ALIVE, 1);
    }

    @Test
    void aWorkerLeavesAClientThatStopsSending() {
        Wire slow = proxy.client().send(post("/slow", 10) + "hello");
        upstream = backend.accept();
        upstream.readThrough("hello");
        Wire second = queued("/second", 1);
        Wire other = backend.accept();
        assertTrue(other.readHead().startsWith("GET /second "));
        other.send(OK);
        assertEquals("ok", second.readAnswer().body());

        slow.send("world");
        upstream.readThrough("world");
        upstream.send(OK);
        assertEquals("ok", slow.readAnswer().body());
    }

    @Test
    void aWorkerLeavesAClientWhoseBodyTrickles() {
        Wire slow = proxy.client().send(post("/slow", 1_000_000));
        upstream = backend.accept();
        upstream.readHead();

        proxy.await(
                () -> {
                    slow.send("x");
                    return proxy.leased();
                },
                0);
        assertEquals(1, proxy.busy());
        slow.close();
        upstream.awaitEnd();
    }

    @Test
    void drainingAnswersAskTheirClientsToLeave() {
        Wire idle = atWork();
        upstream.send(OK);
        assertEquals("", idle.readAnswer().field("Connection"));
        proxy.await(ClientState.KEEP_ALIVE, 1);
        proxy.drain();

        idle.send(get("/again"));
        Wire fresh = backend.acceptAsked();
        fresh.send(OK);
        assertEquals("close", idle.readAnswer().field("Connection"));
        assertEquals(Wire.End.FIN, idle.awaitEnd());
    }

    @Test
    void drainingKeepsIdleClientsUntilTheirTimeout() {
        Wire idle = atWork();
        upstream.send(OK);
        idle.readAnswer();
        proxy.await(ClientState.KEEP_ALIVE, 1);
        proxy.drain();
        assertEquals(1, proxy.in(ClientState.KEEP_ALIVE));

        assertEquals(Wire.End.FIN, idle.awaitEnd());
    }

    @Test
    void stoppingClosesIdleClientsAndAnswersWhatIsInFlight() {
        Wire idle = atWork();
        upstream.send(OK);
        idle.readAnswer();
        Wire busy = proxy.client().send(get("/busy"));
        upstream.readHead();
        proxy.stop();

        assertEquals(Wire.End.FIN, idle.awaitEnd());
        upstream.send(OK);
        Answer answer = busy.readAnswer();
        assertEquals("ok", answer.body());
        assertEquals("close", answer.field("Connection"));
        assertEquals(Wire.End.FIN, busy.awaitEnd());
    }
}
