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
        assertEquals(Optional.empty(), crowd.enter("a"));
        assertEquals(Optional.empty(), crowd.enter("a"));
        assertEquals(Optional.of("MaxConnectionsPerAddress is reached"), crowd.enter("a"));
        assertEquals(Optional.empty(), crowd.enter("b"));

        crowd.leave("a");
        assertEquals(Optional.empty(), crowd.enter("a"));
    }

    @Test
    void hasRoomForSoManyInAll() {
        Crowd crowd = new Crowd(new ClientCounts(0, 2));
        assertEquals(Optional.empty(), crowd.enter("a"));
        assertEquals(Optional.empty(), crowd.enter("b"));
        assertEquals(Optional.of("MaxConnections is reached"), crowd.enter("c"));

        crowd.leave("a");
        assertEquals(Optional.empty(), crowd.enter("c"));
    }

    @Test
    void isBoundedByEitherLimit() {
        assertFalse(new Crowd(ClientCounts.unbounded()).bounded());
        assertTrue(new Crowd(new ClientCounts(1, 0)).bounded());
        assertTrue(new Crowd(new ClientCounts(0, 1)).bounded());
    }
}
