package org.whippletree.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.proxy.wire.Http.OK;
import static org.whippletree.proxy.wire.Http.get;
import static org.whippletree.proxy.wire.Http.head;
import static org.whippletree.proxy.wire.Http.ok;

import io.netty.channel.unix.UnixChannel;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.whippletree.proxy.wire.Backend;
import org.whippletree.proxy.wire.ProxyFixture;
import org.whippletree.proxy.wire.Wire;

/** The kernel gives the number of a closed descriptor to the next one that is opened. */
class DescriptorsIT {
    /** More than there are unused numbers below those in use. */
    private static final int PLUGS = 200;

    /** Other threads open and close descriptors, too. */
    private static final int ATTEMPTS = 20;

    /** Behind it a client is not read until it is answered. */
    private static final String HELD = head("GET /1 HTTP/1.1", "Host: h", "Connection: Upgrade", "Upgrade: x");

    private final Backend backend = Backend.start();
    private final List<FileInputStream> plugs = new ArrayList<>();

    @RegisterExtension
    final ProxyFixture proxy = ProxyFixture.to(backend);

    private Set<Integer> before;
    private Wire coming;
    private boolean met;

    @AfterEach
    void unplug() throws IOException {
        for (FileInputStream plug : plugs) {
            plug.close();
        }
    }

    private void plugTheGaps() throws IOException {
        for (int i = 0; i < PLUGS; i++) {
            plugs.add(new FileInputStream("/dev/null"));
        }
    }

    private static Set<Integer> descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(path -> Integer.valueOf(path.getFileName().toString()))
                    .collect(Collectors.toSet());
        }
    }

    private int lastDescriptor() {
        return ((UnixChannel) proxy.lastAccepted()).fd().intValue();
    }

    /**
     * A client leaves, and the connection to the backend that was its own is closed with an event in hand; between the two another
     * client is accepted, which gets the lowest number that is free: that of the connection to the backend.
     */
    private Wire clientWithTheNumberOfAConnectionThatHasAnEventInHand() {
        Wire first = proxy.client().send(get("/first"));
        Wire upstream = backend.acceptAsked();
        upstream.send(OK);
        assertEquals("ok", first.readAnswer().body());
        // One that reads by itself would keep its descriptor for a while.
        Wire leaving = proxy.deafClient().send(get("/leaving"));
        upstream.readHead();
        int own = lastDescriptor();
        // What epoll has told last stands first in its list until it has been asked again.
        proxy.onLoop(() -> true);
        proxy.onLoop(() -> true);
        proxy.onLoop(() -> {
            before = descriptors();
            leaving.reset();
            coming = proxy.client();
            upstream.shutdownOutput();
            return true;
        });
        proxy.await(proxy::busy, 0);
        proxy.await(proxy::clients, 2);
        met = before.contains(lastDescriptor()) && lastDescriptor() < own;
        first.close();
        proxy.await(proxy::clients, 1);
        return coming;
    }

    @Test
    void anEventOfAClosedConnectionIsNotTakenForANewClients() throws IOException {
        plugTheGaps();
        for (int attempt = 0; attempt < ATTEMPTS && !met; attempt++) {
            Wire client = clientWithTheNumberOfAConnectionThatHasAnEventInHand();
            client.send(HELD + get("/2"));
            Wire upstream = backend.acceptAsked();
            upstream.send(OK);
            assertEquals("ok", client.readAnswer().body());
            upstream.readHead();
            upstream.send(ok("Content-Length: 2", "Connection: close") + "ok");
            assertEquals("ok", client.readAnswer().body());
            client.close();
            proxy.await(proxy::clients, 0);
        }
        assertTrue(met, "no client got the descriptor of a closed connection");
    }
}
