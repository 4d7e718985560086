package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.head;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.AddressRange;
import org.whippletree.config.ForwardedFields;
import org.whippletree.config.HostConfig;
import org.whippletree.config.HostOptions;
import org.whippletree.config.IdentityRules;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.PathRules;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.config.ReadTime;
import org.whippletree.config.RemoteIpRules;
import org.whippletree.config.RequestLimits;
import org.whippletree.config.Route;
import org.whippletree.config.TrustedProxy;
import org.whippletree.config.VirtualHost;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;

/** Hosts that share an address treat their clients each in its own way; before a host is named the first one's way holds. */
class HostLimitsIT {
    private static VirtualHost host(String name, Consumer<Settings> changes) {
        Settings settings = new Settings();
        changes.accept(settings);
        return new VirtualHost(
                List.of(new ListenAddress("127.0.0.1", 0)),
                List.of(name),
                new HostConfig(
                        name,
                        List.of(new Route("/", false, "b", "/", false)),
                        List.of(),
                        List.of(),
                        PathRules.none(),
                        List.of(),
                        HostOptions.usual()),
                settings.limits());
    }

    private static RequestLimits body(long most) {
        RequestLimits usual = RequestLimits.usual();
        return new RequestLimits(usual.fieldSize(), usual.fields(), most, usual.headTime(), usual.bodyTime());
    }

    @Nested
    class OfOneAddress {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend,
                settings -> settings.hosts = List.of(
                        host("h", usual -> {}),
                        host("small", small -> small.request = body(10)),
                        host("brief", brief -> brief.keepAliveTimeout = Duration.ofMillis(50)),
                        host("once", once -> once.maxKeepAliveRequests = 1),
                        host(
                                "behind",
                                behind -> behind.identity = new IdentityRules(
                                        new RemoteIpRules(
                                                "X-Client",
                                                "",
                                                List.of(new TrustedProxy(new AddressRange("127.0.0.0", 8), true))),
                                        ProxyProtocolRules.off(),
                                        new ForwardedFields(true, true)))));

        private Wire upstream;

        private String forwarded(Wire client, String... lines) {
            client.send(head(lines));
            if (upstream == null) {
                upstream = backend.accept();
            }
            String head = upstream.readHead();
            upstream.send(OK);
            return head;
        }

        @Test
        void aBodyIsBoundedByItsHost() {
            Wire client =
                    proxy.client().send(head("POST / HTTP/1.1", "Host: small", "Content-Length: 11") + "12345678901");
            assertEquals(413, client.readAnswer().status());
            Wire chunked = proxy.client()
                    .send(head("POST / HTTP/1.1", "Host: small", "Transfer-Encoding: chunked")
                            + "b\r\n12345678901\r\n");
            assertEquals(413, chunked.readAnswer().status());

            Wire other = proxy.client().send(head("POST / HTTP/1.1", "Host: h", "Content-Length: 11") + "12345678901");
            Wire to = backend.acceptAsked();
            to.readExactly(11);
            to.send(OK);
            assertEquals(200, other.readAnswer().status());
        }

        @Test
        void aConnectionIsKeptAsLongAsTheHostOfItsLastRequestSays() {
            Wire client = proxy.client();
            forwarded(client, "GET / HTTP/1.1", "Host: brief");
            client.readAnswer();
            assertEquals(Wire.End.FIN, client.awaitEnd());

            Wire other = proxy.client();
            forwarded(other, "GET / HTTP/1.1", "Host: brief");
            other.readAnswer();
            forwarded(other, "GET / HTTP/1.1", "Host: h");
            other.readAnswer();
            forwarded(other, "GET / HTTP/1.1", "Host: once");
            assertEquals("close", other.readAnswer().field("Connection"));
        }

        @Test
        void aProxyIsTrustedByTheHostsThatSaySo() {
            Wire client = proxy.client();
            String trusting = forwarded(client, "GET / HTTP/1.1", "Host: behind", "X-Client: 192.0.2.7");
            client.readAnswer();
            String strict = forwarded(client, "GET / HTTP/1.1", "Host: h", "X-Client: 192.0.2.7");
            client.readAnswer();

            assertEquals("192.0.2.7", fieldOf(trusting, "X-Forwarded-For"));
            assertTrue(fieldOf(trusting, "Forwarded").contains("192.0.2.7"), trusting);
            assertEquals("127.0.0.1", fieldOf(strict, "X-Forwarded-For"));
            assertEquals("", fieldOf(strict, "Forwarded"));
        }
    }

    @Nested
    class OfTheAddressesFirstHost {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(
                backend,
                settings -> settings.hosts = List.of(
                        host(
                                "h",
                                first -> first.request = new RequestLimits(
                                        100,
                                        4,
                                        0,
                                        new ReadTime(Duration.ofMillis(300), Duration.ZERO, 0),
                                        RequestLimits.DEFAULT_BODY_TIME)),
                        host("other", usual -> {})));

        @Test
        void holdTheSizesOfAHeadBeforeAHostIsNamed() {
            Wire client = proxy.client().send(head("GET / HTTP/1.1", "Host: other", "X: " + "y".repeat(100)));

            assertEquals(431, client.readAnswer().status());
        }

        @Test
        void holdsTheTimeOfAHead() {
            assertEquals(
                    408, proxy.client().send("GET / HTTP/1.1\r\n").readAnswer().status());
        }
    }
}
