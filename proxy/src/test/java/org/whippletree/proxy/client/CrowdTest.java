package org.whippletree.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ClientCounts;

class CrowdTest {
    @Test
    void hasRoomForSoManyOfEachAddress() {
        Crowd crowd = new Crowd(new ClientCounts(2, 0));
        assertEquals(Optional.empty(), crowd.enterFrom("a"));
        assertEquals(Optional.empty(), crowd.enterFrom("a"));
        assertEquals(Optional.of("MaxConnectionsPerAddress is reached"), crowd.enterFrom("a"));
        assertEquals(Optional.empty(), crowd.enterFrom("b"));

        crowd.leaveFrom("a");
        assertEquals(Optional.empty(), crowd.enterFrom("a"));
    }

    @Test
    void hasRoomForSoManyInAll() {
        Crowd crowd = new Crowd(new ClientCounts(0, 2));
        assertEquals(Optional.empty(), crowd.enter());
        assertEquals(Optional.empty(), crowd.enter());
        assertEquals(Optional.of("MaxConnections is reached"), crowd.enter());

        crowd.leave();
        assertEquals(Optional.empty(), crowd.enter());
    }

    @Test
    void isBoundedByEitherLimit() {
        assertFalse(new Crowd(ClientCounts.unbounded()).bounded());
        assertTrue(new Crowd(new ClientCounts(1, 0)).bounded());
        assertTrue(new Crowd(new ClientCounts(0, 1)).bounded());
    }
}
