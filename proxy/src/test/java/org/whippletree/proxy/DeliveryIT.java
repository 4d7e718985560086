package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.ok;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** An answer that lies in the kernel's buffer is as good as delivered to the proxy, and is delivered, whatever becomes of the connection. */
@DisplayName("An answer that its client has yet to read")
class DeliveryIT {
    private static final int SIZE = 1 << 18;
    private static final int SMALL_BUFFER = 4_096;
    private static final int REST = 60_000;
    private static final Duration BRIEF = Duration.ofSeconds(2);

    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
        settings.keepAliveTimeout = Duration.ofMillis(1_500);
        settings.clientTimeout = Duration.ofMillis(700);
    });

    /** What ends the connection of a client that seems to be idle. */
    private enum Cause {
        KEEP_ALIVE_TIMEOUT,
        CLOSED_TO_MAKE_ROOM,
        SHED,
        DRAINED,
        STOPPED
    }

    private Wire answeredButNotReading(Cause cause) {
        Wire client = proxy.deafClient().send(get("/large"));
        if (cause == Cause.SHED) {
            proxy.shed(1);
        } else if (cause == Cause.DRAINED) {
            proxy.drain();
        }
        backend.acceptAsked().send(ok("Content-Length: " + SIZE) + "x".repeat(SIZE));
        switch (cause) {
            case CLOSED_TO_MAKE_ROOM -> {
                proxy.await(ClientState.KEEP_ALIVE, 1);
                assertEquals(1, proxy.closeIdle(1, Duration.ZERO));
            }
            case STOPPED -> {
                proxy.await(ClientState.KEEP_ALIVE, 1);
                proxy.stop();
            }
            case KEEP_ALIVE_TIMEOUT, SHED, DRAINED -> {}
        }
        proxy.await(ClientState.CLOSING, 1);
        return client;
    }

    @DisplayName("RFC 9112, 9.6: comes whole before the end")
    @ParameterizedTest
    @EnumSource(Cause.class)
    void comesWholeBeforeTheEnd(Cause cause) {
        Wire client = answeredButNotReading(cause);
        Await.passing(BRIEF.plusMillis(500).toMillis());
        client.startReading();

        assertEquals(SIZE, client.readAnswer().body().length());
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    @DisplayName("RFC 9112, 9.6: is not destroyed by a reset when the client asks again behind the close")
    void isNotDestroyedWhenTheClientAsksAgain() {
        Wire client = answeredButNotReading(Cause.KEEP_ALIVE_TIMEOUT);
        Await.passing(BRIEF.plusMillis(500).toMillis());
        client.send(get("/again"));
        proxy.await(() -> (int) proxy.crossed(), 1);
        client.startReading();

        assertEquals(SIZE, client.readAnswer().body().length());
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }

    @Test
    @DisplayName("RFC 9112, 9.6: comes whole though the client half-closes while its last part waits to be sent")
    void comesWholeThoughTheClientHalfClosesMeanwhile() {
        Wire client = proxy.deafClient();
        client.send("GET /rest HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        Wire asked = backend.acceptAsked();
        // What the kernel takes at once is less than what the proxy holds for it.
        Channel accepted = proxy.lastAccepted();
        accepted.config().setOption(ChannelOption.SO_SNDBUF, SMALL_BUFFER);
        asked.send(ok("Content-Length: " + REST) + "x".repeat(REST));
        // Its client takes too long to read the rest.
        proxy.await(ClientState.CLOSING, 1);

        client.shutdownOutput();
        Await.passing(300);
        // The test has seen what it is about; through the small buffer the rest would take most of a minute.
        // On the loop: Netty asks for the size once more, and the loop may have sent all and closed by then.
        accepted.eventLoop()
                .submit(() -> accepted.config().setOption(ChannelOption.SO_SNDBUF, SIZE))
                .syncUninterruptibly();
        client.startReading();

        assertEquals(REST, client.readAnswer().body().length());
        assertEquals(Wire.End.FIN, client.awaitEnd());
    }
}
