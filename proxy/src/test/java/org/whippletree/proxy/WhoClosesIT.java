package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.ok;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Who closes, when, in which framing: a cut answer is seen to be cut, a whole one is whole, and nothing stays behind. */
class WhoClosesIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend, settings -> settings.halfCloseTimeout = Duration.ofMillis(300));

    private Wire upstream;

    /** How an answer's body is framed by the backend. */
    enum Framing {
        COUNTED(ok("Content-Length: 10"), "hello", "world"),
        CHUNKED(ok("Transfer-Encoding: chunked"), "5\r\nhello\r\n", "5\r\nworld\r\n0\r\n\r\n"),
        CLOSE_DELIMITED(ok(), "hello", "world");

        private final String head;
        private final String firstHalf;
        private final String secondHalf;

        Framing(String head, String firstHalf, String secondHalf) {
            this.head = head;
            this.firstHalf = firstHalf;
            this.secondHalf = secondHalf;
        }
    }

    /** How an end is put. */
    enum Way {
        FIN,
        RESET;

        void end(Wire wire) {
            if (this == FIN) {
                wire.close();
            } else {
                wire.reset();
            }
        }
    }

    static Stream<Arguments> matrix() {
        return Stream.of(Framing.values())
                .flatMap(framing -> Stream.of(Way.values())
                        .flatMap(way -> Stream.of("1.0", "1.1").map(v -> Arguments.of(framing, way, v))));
    }

    private Wire asked(String version) {
        Wire client = proxy.client().send(version.equals("1.1") ? get("/") : head("GET / HTTP/1.0"));
        upstream = backend.acceptAsked();
        return client;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theBackendBeforeTheHead(Way way) {
        Wire client = asked("1.1");
        way.end(upstream);

        assertEquals(502, client.readAnswer().status());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theBackendWithinTheHead(Way way) {
        Wire client = asked("1.1");
        upstream.send("HTTP/1.1 200 OK\r\nContent-Le");
        way.end(upstream);

        assertEquals(502, client.readAnswer().status());
    }

    @DisplayName("RFC 9112, 8: an answer that its backend breaks off stays visibly short")
    @ParameterizedTest
    @MethodSource("matrix")
    void theBackendWithinTheBody(Framing framing, Way way, String version) {
        Wire client = asked(version);
        upstream.send(framing.head + framing.firstHalf);
        client.readThrough("hello");
        way.end(upstream);

        boolean whole = framing == Framing.CLOSE_DELIMITED && way == Way.FIN;
        if (whole && version.equals("1.1")) {
            client.readThrough("0\r\n\r\n");
        } else if (whole) {
            assertEquals(Wire.End.FIN, client.awaitEnd(), "the close was the body's end");
        } else if (version.equals("1.0") && framing != Framing.COUNTED) {
            assertEquals(Wire.End.RESET, client.awaitEnd(), "only a reset tells a 1.0 client of the cut");
        } else {
            assertTrue(client.awaitEnd() != null);
            assertEquals(
                    -1, client.record().indexOf("0\r\n\r\n", client.record().indexOf("hello")));
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void theBackendAfterTheBody(Framing framing, Way way, String version) {
        if (framing == Framing.CLOSE_DELIMITED && way == Way.RESET) {
            return;
        }
        Wire client = asked(version);
        upstream.send(framing.head + framing.firstHalf + framing.secondHalf);
        way.end(upstream);

        assertEquals("helloworld", client.readAnswer().body());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theClientBeforeTheHead(Way way) {
        Wire client = asked("1.1");
        way.end(client);
        if (way == Way.FIN) {
            // It may be a half-close: the answer meets a reset, which nothing tells until the next write or the
            // timeout.
            upstream.send(ok("Content-Length: 10") + "hello");
        }

        assertTrue(upstream.awaitEnd() != null);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void theClientWithinTheBody(Framing framing, Way way, String version) {
        Wire client = asked(version);
        upstream.send(framing.head + framing.firstHalf);
        client.readThrough("hello");
        way.end(client);
        // A closed client answers the next write with a reset, and the one behind it fails.
        String more = framing == Framing.CHUNKED ? "1\r\nx\r\n" : "x";
        for (int i = 0; i < 4 && upstream.trySend(more); i++) {
            proxy.busy();
        }

        proxy.await(proxy::leased, 0);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void theClientAfterTheBody(Framing framing, Way way, String version) {
        Wire client = asked(version);
        upstream.send(framing.head + framing.firstHalf + framing.secondHalf);
        if (framing == Framing.CLOSE_DELIMITED) {
            upstream.close();
        }
        assertEquals("helloworld", client.readAnswer().body());
        way.end(client);
    }

    @DisplayName("RFC 9112, 8: a request that its client breaks off never looks whole")
    @ParameterizedTest
    @EnumSource(Way.class)
    void theClientWithinItsOwnBody(Way way) {
        Wire client = proxy.client()
                .send(head("POST / HTTP/1.1", "Host: h", "Transfer-Encoding: chunked") + "5\r\nhello\r\n");
        upstream = backend.accept();
        upstream.readThrough("hello\r\n");
        way.end(client);

        assertTrue(upstream.awaitEnd() != null);
        assertEquals(-1, upstream.record().indexOf("0\r\n\r\n"));
    }
}
