package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.post;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** Two members, one of which cannot be reached. */
class TwoMembersIT {
    private final Backend down = Backend.start();
    private final Backend up = Backend.start();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(down, up);

    @Test
    void theOtherOneAnswersAndTheFirstIsLeftAlone() {
        down.refuseConnections();
        Wire client = proxy.client().send(post("/", 5) + "hello");
        Wire upstream = up.accept();
        upstream.readThrough("hello");
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());

        client.send(get("/again"));
        upstream.readHead();
        upstream.send(OK);
        assertEquals("ok", client.readAnswer().body());
        assertEquals(1, proxy.errors());
    }

    @Test
    void withBothDownNoneIsLeft() {
        down.refuseConnections();
        up.refuseConnections();

        assertEquals(503, proxy.client().send(get("/")).readAnswer().status());
        assertEquals(2, proxy.errors());
    }
}
