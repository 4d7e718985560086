package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.config.StickySessions;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Sessions that stay with their member. */
class StickyIT {
    private final Backend a = Backend.start();
    private final Backend b = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(
            List.of(a, b),
            settings -> settings.sessions =
                    new StickySessions("SID", "sid", ".", false, List.of("a", "b"), List.of("", "")));

    @Test
    void goWhereTheirCookieOrTheirAddressSays() {
        Wire client = proxy.client().send(head("GET /1 HTTP/1.1", "Host: h", "Cookie: x=y; SID=7.b"));
        Wire upstream = b.acceptAsked();
        upstream.send(OK);
        client.readAnswer();
        client.send(get("/2;sid=7.b"));
        upstream.readHead();
        upstream.send(OK);
        client.readAnswer();

        assertEquals(0, a.connections());
    }

    @Test
    void goToAnotherMemberIfTheirsIsDown() {
        b.refuseConnections();
        Wire client = proxy.client().send(head("GET /1 HTTP/1.1", "Host: h", "Cookie: SID=7.b"));
        a.acceptAsked().send(OK);

        assertEquals(200, client.readAnswer().status());
    }
}
