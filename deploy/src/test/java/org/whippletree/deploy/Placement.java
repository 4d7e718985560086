package org.whippletree.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whippletree.testkit.Await;

/**
 * Idle keep-alive connections that all live in one child; each has been answered once.
 *
 * @param child the pid of the child
 */
record Placement(long child, List<SingleClient> clients) {
    private static final int MOST_CONNECTIONS = 160;

    /** Connects, one after the other, until one child has so many connections; closes those to others. */
    static Placement onOneChild(SelectorLoop loop, int port, int wanted) {
        Requests requests = Requests.gets("placed", 0);
        Map<Long, List<SingleClient>> byChild = new TreeMap<>();
        for (int made = 0; made < MOST_CONNECTIONS; made++) {
            SingleClient client = loop.call(() -> SingleClient.asking(loop, port, requests.next()));
            Await.until("an answer", () -> client.settled(1));
            if (client.loss().isPresent()) {
                throw new AssertionError(client.loss().get());
            }
            List<SingleClient> there = byChild.computeIfAbsent(client.child(), child -> new ArrayList<>());
            there.add(client);
            if (there.size() == wanted) {
                byChild.remove(client.child());
                loop.run(() -> byChild.values().forEach(others -> others.forEach(SingleClient::close)));
                return new Placement(client.child(), there);
            }
        }
        throw new AssertionError("no child has " + wanted + " connections: " + byChild.keySet());
    }

    List<ClientLink> links() {
        return clients.stream().map(SingleClient::link).toList();
    }
}
