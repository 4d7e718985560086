package org.whippletree.proxy.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.whippletree.proxy.rules.Bytes.assertRefused;
import static org.whippletree.proxy.rules.Bytes.forwarded;
import static org.whippletree.proxy.wire.Answer.fieldOf;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.ProtocolOptions;
import org.whippletree.proxy.wire.Answer;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

@DisplayName("HttpProtocolOptions Unsafe RegisteredMethods")
class RelaxedLinesIT {
    private final Backend backend = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy =
            ProxyFixture.to(backend, settings -> settings.protocol = new ProtocolOptions(true, true));

    @Test
    @DisplayName("RFC 9112, 2.2: a bare line feed ends a line, and what is passed on is regular")
    void bareLineFeedsBecomeRegular() {
        String head = forwarded(proxy, backend, "GET /x HTTP/1.1\nHost: h\nX: a\n\n");

        assertEquals("a", fieldOf(head, "X"));
        assertFalse(head.replace("\r\n", "").contains("\n"), head);
    }

    @Test
    @DisplayName("RFC 9112, 5.2: a fold becomes a space")
    void aFoldBecomesASpace() {
        assertEquals("a b", fieldOf(forwarded(proxy, backend, head("GET / HTTP/1.1", "Host: h", "X: a", "\t b")), "X"));
    }

    @Test
    @DisplayName("An answer with bare line feeds and folds becomes regular, too")
    void anAnswerBecomesRegular() {
        Wire client = proxy.client().send(get("/"));
        backend.acceptAsked().send("HTTP/1.1 200 OK\nX: a\n b\nContent-Length: 2\n\nok");
        Answer answer = client.readAnswer();

        assertEquals("a b", answer.field("X"));
        assertEquals("ok", answer.body());
        assertFalse(answer.head().replace("\r\n", "").contains("\n"), answer.head());
    }

    @Test
    @DisplayName("Nothing else is relaxed")
    void nothingElseIsRelaxed() {
        assertRefused(proxy, backend, 400, head("GET / HTTP/1.1", "Host: h", "X : a"));
        assertRefused(proxy, backend, 400, head("GET / HTTP/1.1", "Host: h", "X: a\rb"));
        assertRefused(proxy, backend, 400, head("GET  / HTTP/1.1", "Host: h"));
        assertRefused(proxy, backend, 400, "GET /\n\n");
    }

    @Test
    @DisplayName("A method that is in no registry is refused")
    void anUnregisteredMethodIsRefused() {
        assertRefused(proxy, backend, 501, head("FROBNICATE / HTTP/1.1", "Host: h"));
    }
}
