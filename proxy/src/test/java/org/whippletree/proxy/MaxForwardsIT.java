package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ForwardingOptions;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** How far requests may go (RFC 9110, 7.6.2; ProxyMaxForwards). */
class MaxForwardsIT {
    @Nested
    class WithProxyMaxForwards {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy =
                ProxyFixture.to(backend, settings -> settings.forwarding = new ForwardingOptions(false, 3));

        private String forwarded(String request) {
            Wire client = proxy.client().send(request);
            Wire upstream = backend.accept();
            String forwarded = upstream.readHead();
            upstream.send(OK);
            client.readAnswer();
            return fieldOf(forwarded, "Max-Forwards");
        }

        @Test
        void aRequestWithoutTheFieldIsGivenIt() {
            assertEquals("3", forwarded(get("/")));
        }

        @Test
        void itIsCountedForEveryMethod() {
            assertEquals("6", forwarded(head("GET / HTTP/1.1", "Host: h", "Max-Forwards: 7")));
        }

        @Test
        void aRequestThatHasNoneLeftIsRefused() {
            Wire client = proxy.client().send(head("GET / HTTP/1.1", "Host: h", "Max-Forwards: 0"));

            assertEquals(400, client.readAnswer().status());
            assertEquals(0, backend.connections());
        }

        @Test
        void whatCannotBeCountedIsRefused() {
            Wire client = proxy.client().send(head("GET / HTTP/1.1", "Host: h", "Max-Forwards: x"));

            assertEquals(400, client.readAnswer().status());
        }

        @Test
        void optionsThatHasNoneLeftIsAnsweredHere() {
            Wire client = proxy.client().send(head("OPTIONS / HTTP/1.1", "Host: h", "Max-Forwards: 0"));

            assertEquals(200, client.readAnswer().status());
            assertEquals(0, backend.connections());
        }
    }

    @Nested
    class WithoutIt {
        private final Backend backend = Backend.start();

        @RegisterExtension
        final ProxyFixture proxy = ProxyFixture.to(backend);

        @Test
        void theFieldIsPassedOnAsItIsButForOptions() {
            Wire client = proxy.client().send(head("GET / HTTP/1.1", "Host: h", "Max-Forwards: 0"));
            Wire upstream = backend.accept();
            assertEquals("0", fieldOf(upstream.readHead(), "Max-Forwards"));
            upstream.send(OK);
            client.readAnswer();
            client.send(head("OPTIONS / HTTP/1.1", "Host: h", "Max-Forwards: 2"));
            assertEquals("1", fieldOf(upstream.readHead(), "Max-Forwards"));
            upstream.send(OK);

            assertEquals(200, client.readAnswer().status());
        }
    }
}
