package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** A backend that may be given one connection only. */
class PoolIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.maxConnections = 1;
        settings.backendTimeout = Duration.ofMillis(900);
        settings.backendIdleTimeout = Duration.ofMillis(200);
    });

    private Wire upstream;

    private Wire atWork() {
        Wire client = proxy.client().send(get("/first"));
        upstream = backend.acceptAsked();
        return client;
    }

    private Wire waiting(String path, int busy) {
        Wire client = proxy.client().send(get(path));
        proxy.await(proxy::busy, busy);
        return client;
    }

    @Test
    void theNextExchangeTakesTheConnectionOver() {
        Wire first = atWork();
        Wire second = waiting("/second", 2);
        upstream.send(OK);
        assertEquals("ok", first.readAnswer().body());

        assertTrue(upstream.readHead().startsWith("GET /second "));
        upstream.send(OK);
        assertEquals("ok", second.readAnswer().body());
        assertEquals(1, backend.connections());
    }

    @Test
    void aConnectionThatEndsMakesRoomForANewOne() {
        Wire first = atWork();
        Wire second = waiting("/second", 2);
        upstream.close();
        assertEquals(502, first.readAnswer().status());

        Wire fresh = backend.accept();
        assertTrue(fresh.readHead().startsWith("GET /second "));
        fresh.send(OK);
        assertEquals("ok", second.readAnswer().body());
    }

    @Test
    void whoeverLeavesLeavesTheLine() {
        Wire first = atWork();
        waiting("/gone", 2).reset();
        proxy.await(proxy::busy, 1);
        Wire third = waiting("/third", 2);
        upstream.send(OK);
        first.readAnswer();

        assertTrue(upstream.readHead().startsWith("GET /third "));
        upstream.send(OK);
        assertEquals("ok", third.readAnswer().body());
    }

    @Test
    void nobodyWaitsLongerThanTheTimeout() {
        Wire first = atWork();
        Wire second = waiting("/second", 2);

        assertEquals(504, first.readAnswer().status());
        int status = second.readAnswer().status();
        assertTrue(status == 503 || status == 504, "status " + status);
    }

    @Test
    void anUnusedConnectionIsClosedInTime() {
        Wire first = atWork();
        upstream.send(OK);
        first.readAnswer();

        assertEquals(Wire.End.FIN, upstream.awaitEnd());
    }
}
