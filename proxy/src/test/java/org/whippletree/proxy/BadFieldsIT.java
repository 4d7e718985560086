package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.get;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ForwardingOptions;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** A line without a colon in the head of an answer (ProxyBadHeader). */
class BadFieldsIT {
    private static final String BAD = "HTTP/1.1 200 OK\r\nA: b\r\nno field at all\r\nContent-Length: 2\r\n\r\nok";

    @Nested
    class IsError {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend);

        @Test
        void makesTheAnswerABadGateway() {
            Wire client = proxy.client().send(get("/"));
            backend.acceptAsked().send(BAD);

            assertEquals(502, client.readAnswer().status());
        }
    }

    @Nested
    class Ignore {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy =
                ProxyFixture.to(backend, settings -> settings.forwarding = new ForwardingOptions(true, -1));

        @Test
        void leavesTheLineOutAndKeepsTheConnection() {
            Wire client = proxy.client().send(get("/"));
            Wire upstream = backend.acceptAsked();
            upstream.send(BAD);
            Answer answer = client.readAnswer();
            assertEquals(200, answer.status());
            assertEquals("b", answer.field("A"));
            assertEquals("ok", answer.body());
            assertEquals(-1, answer.head().indexOf("no field"));

            client.send(get("/again"));
            upstream.readHead();
            upstream.send(BAD);
            assertEquals("ok", client.readAnswer().body());
        }

        @Test
        void forgivesNothingElse() {
            Wire client = proxy.client().send(get("/"));
            backend.acceptAsked().send("HTTP/1.1 200 OK\r\nA b: c\r\nContent-Length: 2\r\n\r\nok");

            assertEquals(502, client.readAnswer().status());
        }
    }
}
