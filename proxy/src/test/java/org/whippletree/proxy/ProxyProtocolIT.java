package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.post;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whippletree.config.AccessLog;
import org.whippletree.config.AddressRange;
import org.whippletree.config.ClientCounts;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.LogItem;
import org.whippletree.config.LogValue;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.config.RequestLimits;
import org.whippletree.config.TrustedProxy;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;
import org.whippletree.testkit.Await;

/** Connections that begin with a header of the PROXY protocol. */
class ProxyProtocolIT {
    private static final String LINE = "PROXY TCP4 192.0.2.7 198.51.100.1 4711 80\r\n";
    private static final String BINARY_BEGIN = "\r\n\r\n\0\r\nQUIT\n";
    private static final String BINARY_LOCAL = BINARY_BEGIN + "\40\0\0\0";
    private static final String BINARY_TCP6 = BINARY_BEGIN
            + "\41\41\0\51"
            + "\40\1\r\270\0\0\0\0\0\0\0\0\0\0\0\7".repeat(2)
            + "\22\147\0\120"
            + "\4\0\2ab";

    /** Everybody has to send one; RemoteIPHeader would take anybody's word. */
    private static IdentityRules expected(AddressRange... exceptions) {
        return new IdentityRules(
                new RemoteIpRules(
                        "X-Forwarded-For",
                        "",
                        List.of(
                                new TrustedProxy(new AddressRange("203.0.113.1", 32), false),
                                new TrustedProxy(new AddressRange("127.0.0.0", 8), false))),
                new ProxyProtocolRules(true, List.of(exceptions)),
                ForwardedFields.usual());
    }

    private static String clientOf(ProxyFixture proxy, Backend backend, String bytes) {
        Wire client = proxy.client().send(bytes + get("/"));
        Wire upstream = backend.accept();
        String head = upstream.readHead();
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        client.close();
        upstream.close();
        return fieldOf(head, "X-Forwarded-For");
    }

    @Nested
    class OfEverybody {
        private final Path log = temporaryFile();
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, this::settings);

        private void settings(Settings settings) {
            settings.identity = expected();
            settings.preamble = LINE;
            settings.accessLogs = List.of(new AccessLog(
                    log,
                    Stream.of(
                                    LogItem.of(LogValue.CLIENT_ADDRESS, ""),
                                    LogItem.of(LogValue.CLIENT_PORT, ""),
                                    LogItem.of(LogValue.PEER_ADDRESS, ""))
                            .flatMap(item -> Stream.of(item, LogItem.of(LogValue.TEXT, "|")))
                            .toList()));
        }

        @AfterEach
        void removeLog() throws IOException {
            Files.deleteIfExists(log);
        }

        private String logged() {
            try {
                return Files.readString(log).strip();
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }

        @Test
        void versions1And2TellTheClient() {
            assertEquals("192.0.2.7", clientOf(proxy, backend, LINE));
            assertEquals("2001:db8::7", clientOf(proxy, backend, BINARY_TCP6));
            assertEquals("127.0.0.1", clientOf(proxy, backend, "PROXY UNKNOWN\r\n"));
            assertEquals("127.0.0.1", clientOf(proxy, backend, BINARY_LOCAL));
            String lines = "192.0.2.7|4711|127.0.0.1|\n2001:db8::7|4711|127.0.0.1|\n";
            Await.until(() -> "four lines: " + logged(), () -> logged().lines().count() == 4);
            assertEquals(lines, logged().substring(0, lines.length()));
        }

        @Test
        void aHeaderMayComeByteByByte() {
            Wire client = proxy.client();
            String octets = BINARY_TCP6 + get("/");
            for (int i = 0; i < octets.length(); i++) {
                client.send(octets.substring(i, i + 1));
            }
            Wire upstream = backend.accept();

            assertEquals("2001:db8::7", fieldOf(upstream.readHead(), "X-Forwarded-For"));
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        void itHoldsForEveryRequestOfTheConnectionWhateverThatTells() {
            Wire client = proxy.client().send(LINE + post("/1", 2) + "ok" + get("/2"));
            Wire upstream = backend.acceptAsked();
            assertEquals("ok", upstream.readExactly(2));
            upstream.send(OK);
            client.readAnswer();
            assertEquals("192.0.2.7", fieldOf(upstream.readHead(), "X-Forwarded-For"));
            upstream.send(OK);
            client.readAnswer();
            client.send(head("GET /3 HTTP/1.1", "Host: h", "X-Forwarded-For: 8.8.8.8"));

            assertEquals("192.0.2.7", fieldOf(upstream.readHead(), "X-Forwarded-For"));
            upstream.send(OK);
            client.readAnswer();
        }

        @Test
        void aTrustedProxyBehindItIsAppendedTo() {
            Wire client = proxy.client()
                    .send("PROXY TCP4 203.0.113.1 198.51.100.1 4711 80\r\n"
                            + head("GET / HTTP/1.1", "Host: h", "X-Forwarded-For: 8.8.8.8"));
            Wire upstream = backend.accept();

            assertEquals("8.8.8.8, 203.0.113.1", fieldOf(upstream.readHead(), "X-Forwarded-For"));
            upstream.send(OK);
            client.readAnswer();
        }

        @Test
        void aSecondHeaderIsNoRequest() {
            Wire client = proxy.client().send(LINE + LINE + get("/"));

            assertEquals(400, client.readAnswer().status());
            assertEquals(0, backend.connections());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
                    "PROXY TCP4 192.0.2.7 198.51.100.1 4711 80\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
                    "PROXY TCP4 192.0.2.700 198.51.100.1 4711 80\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
                    "\r\n\r\n\0\r\nQUIT\n\61\21\0\14abcdefghijklGET / HTTP/1.1\r\nHost: h\r\n\r\n"
                })
        void whoSendsNoProperHeaderIsClosedWithoutAWord(String bytes) {
            Wire client = proxy.client();
            client.trySend(bytes);

            assertEquals(Wire.End.FIN, client.awaitEnd());
            assertEquals("", client.record());
            assertEquals(0, backend.connections());
        }

        @Test
        void whoEndsWithinTheHeaderIsLetGo() {
            Wire client = proxy.client().send("PROXY TCP4 192.0.2.7 ").shutdownOutput();

            assertEquals(Wire.End.FIN, client.awaitEnd());
            proxy.await(proxy::clients, 0);
        }
    }

    @Nested
    class InTime {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, this::settings);

        private void settings(Settings settings) {
            ReadTime any = new ReadTime(Duration.ZERO, Duration.ZERO, 0);
            settings.identity = expected();
            settings.preamble = LINE;
            settings.request =
                    new RequestLimits(8190, 100, 0, new ReadTime(Duration.ofMillis(400), Duration.ZERO, 0), any);
        }

        @Test
        void aHeaderThatDoesNotComeToItsEndEndsTheConnection() {
            Wire client = proxy.client().send(LINE.substring(0, 20));

            assertEquals(Wire.End.FIN, client.awaitEnd());
            assertEquals("", client.record());
        }

        @Test
        void theHeadBehindItHasWhatIsLeft() {
            Wire client = proxy.client().send(LINE + "GET / HT");

            assertEquals(408, client.readAnswer().status());
        }
    }

    @Nested
    class OfManyFromOneAddress {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, this::settings);

        private void settings(Settings settings) {
            settings.identity = expected();
            settings.preamble = LINE;
            settings.counts = new ClientCounts(2, 4);
        }

        @Test
        void eachClientIsCountedByItsOwnAddress() {
            Wire first = proxy.client().send(LINE);
            Wire second = proxy.client().send(LINE);
            Wire other = proxy.client().send(BINARY_TCP6);
            assertEquals(404, second.send(get("/not-ours")).readAnswer().status());
            second.close();
            proxy.await(proxy::clients, 2);
            Wire again = proxy.client().send(LINE);
            assertEquals(404, other.send(get("/not-ours")).readAnswer().status());
            assertEquals(404, again.send(get("/not-ours")).readAnswer().status());

            assertEquals(404, first.send(get("/not-ours")).readAnswer().status());
            List.of(first, other, again).forEach(Wire::close);
            proxy.await(proxy::clients, 0);
        }

        @Test
        void oneTooManyOfAnAddressIsTurnedAway() {
            List<Wire> held = List.of(proxy.client().send(LINE), proxy.client().send(LINE));
            for (Wire wire : held) {
                wire.send("GET ");
            }
            proxy.await(ClientState.READING, 2);
            Wire third = proxy.client().send(LINE + get("/"));

            assertEquals(503, third.readAnswer().status());
            assertEquals(Wire.End.FIN, third.awaitEnd());
            held.forEach(Wire::close);
            proxy.await(proxy::clients, 0);
        }

        @Test
        void whoHasNotSaidWhoItIsCountsInAll() {
            List<Wire> silent = List.of(proxy.client(), proxy.client(), proxy.client(), proxy.client());
            proxy.await(proxy::clients, 4);
            Wire fifth = proxy.client();

            assertEquals(503, fifth.readAnswer().status());
            silent.forEach(Wire::close);
            proxy.await(proxy::clients, 0);
        }
    }

    @Nested
    class WithoutRequestReadTimeout {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, settings -> {
            ReadTime any = new ReadTime(Duration.ZERO, Duration.ZERO, 0);
            settings.identity = expected();
            settings.preamble = LINE;
            settings.clientTimeout = Duration.ofMillis(400);
            settings.request = new RequestLimits(8190, 100, 0, any, any);
        });

        @Test
        void whoSendsNoHeaderIsClosedAfterTimeoutHoweverItTrickles() {
            Wire silent = proxy.client();
            Wire slow = proxy.client();
            long before = System.nanoTime();
            for (int i = 0; i < LINE.length() - 2 && !slow.ended(); i++) {
                slow.trySend(LINE.substring(i, i + 1));
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            assertEquals(Wire.End.FIN, silent.awaitEnd());
            slow.awaitEnd();

            long tookMillis = Duration.ofNanos(System.nanoTime() - before).toMillis();
            assertTrue(tookMillis >= 350 && tookMillis < 1_900, "closed after " + tookMillis + " ms");
            assertEquals("", silent.record());
        }
    }

    @Nested
    class OfAnException {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy =
                ProxyFixture.to(backend, settings -> settings.identity = expected(new AddressRange("127.0.0.1", 32)));

        @Test
        void noHeaderIsAwaitedNorTaken() {
            assertEquals("127.0.0.1", clientOf(proxy, backend, ""));

            assertEquals(400, proxy.client().send(LINE + get("/")).readAnswer().status());
        }
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("access", "log");
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
