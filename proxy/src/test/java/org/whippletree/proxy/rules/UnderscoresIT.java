package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.rules.Bytes.SMUGGLED;
import static org.whippletree.proxy.rules.Bytes.assertRefused;
import static org.whippletree.proxy.rules.Bytes.forwarded;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.config.UnderscoreNames;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Settings;
import org.whippletree.proxy.wire.Wire;

@DisplayName("Underscores in the names of fields: some backends take Content_Length for Content-Length")
class UnderscoresIT {
    private static final String REQUEST = head(
            "POST / HTTP/1.1",
            "Host: h",
            "Content_Length: 0",
            "Transfer_Encoding: chunked",
            "X_Forwarded_For: 8.8.8.8",
            "_: a",
            "x_y: b",
            "X_Y: c",
            "X-Plain: d",
            "Content-Length: 2");

    private static void set(Settings settings, UnderscoreNames rule) {
        settings.protocol = new ProtocolOptions(false, false, rule);
    }

    @Nested
    @DisplayName("are dropped by default")
    class Dropped {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend);

        @Test
        @DisplayName("with their fields, and the body keeps its framing")
        void withTheirFields() {
            String head = forwarded(proxy, backend, REQUEST + "ok");

            assertFalse(head.contains("_"), head);
            assertEquals("d", fieldOf(head, "X-Plain"));
            assertEquals("2", fieldOf(head, "Content-Length"));
        }

        @Test
        @DisplayName("in trailers, too")
        void inTrailers() {
            Wire client = proxy.client()
                    .send(head("POST / HTTP/1.1", "Host: h", "Transfer-Encoding: chunked")
                            + "2\r\nok\r\n0\r\nContent_Length: 5\r\nX-Sum: 1\r\n\r\n");
            Wire upstream = backend.acceptAsked();
            upstream.readThrough("0\r\n");
            String trailers = upstream.readThrough("\r\n\r\n");
            upstream.send(OK);

            assertEquals("ok", client.readAnswer().body());
            assertEquals("x-sum: 1\r\n\r\n", trailers.toLowerCase(Locale.ROOT));
        }

        @Test
        @DisplayName("in a later request of the connection, too")
        void inALaterRequest() {
            Wire client = proxy.client().send(get("/1"));
            Wire upstream = backend.acceptAsked();
            upstream.send(OK);
            client.readAnswer();
            client.send(head("GET /2 HTTP/1.1", "Host: h", "a_b: c"));

            assertFalse(upstream.readHead().contains("a_b"));
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        @DisplayName("and never frame a message")
        void neverFrame() {
            Wire client = proxy.client()
                    .send(head(
                                    "POST / HTTP/1.1",
                                    "Host: h",
                                    "Transfer_Encoding: chunked",
                                    "Content-Length: " + SMUGGLED.length())
                            + SMUGGLED);
            Wire upstream = backend.accept();
            String head = upstream.readHead();
            assertEquals(SMUGGLED, upstream.readExactly(SMUGGLED.length()));
            upstream.send(OK);

            assertEquals("ok", client.readAnswer().body());
            assertEquals(String.valueOf(SMUGGLED.length()), fieldOf(head, "Content-Length"));
            assertEquals(1, backend.connections());
        }
    }

    @Nested
    @DisplayName("are refused with UnderscoresInHeaders Refuse")
    class Refused {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, settings -> set(settings, UnderscoreNames.REFUSE));

        @Test
        @DisplayName("by 400 and a close")
        void by400() {
            assertRefused(proxy, backend, 400, head("GET / HTTP/1.1", "Host: h", "a_b: c"));
        }
    }

    @Nested
    @DisplayName("pass with UnderscoresInHeaders Pass")
    class Passed {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend, settings -> set(settings, UnderscoreNames.PASS));

        @Test
        @DisplayName("as they came, and do not frame the message")
        void asTheyCame() {
            String head = forwarded(proxy, backend, REQUEST + "ok");

            assertTrue(head.contains("\r\nContent_Length: 0\r\n"), head);
            assertEquals("b|c", fieldOf(head, "x_y"));
            assertEquals("2", fieldOf(head, "Content-Length"));
        }
    }
}
