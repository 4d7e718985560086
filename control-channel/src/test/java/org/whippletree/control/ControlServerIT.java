package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server and its socket file. */
class ControlServerIT {
    @RegisterExtension
    private final TwoEnds ends = new TwoEnds();

    @Test
    void keepsTheSocketToItsOwnerAndTakesItAway() throws Exception {
        ControlServer server = ends.listen();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(ends.socket())));

        server.close();

        assertFalse(Files.exists(ends.socket()));
    }

    @Test
    void listensInPlaceOfADeadSupervisor() throws Exception {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(ends.socket()));
        }

        ends.listen();

        ends.connect(1, false);
        ends.link();
    }

    @Test
    void closesMoreThanOnce() throws Exception {
        ControlServer server = ends.listen();
        ControlClient client = ends.connect(1, false);
        ends.link();

        client.close();
        client.close();
        ends.server().await("lost");
        server.close();
        server.close();

        ends.server().expectNothing();
    }

    @Test
    void saysWhyItCannotListen() {
        Path socket = ends.socket().resolveSibling("nowhere").resolve("control.sock");

        IOException refusal =
                assertThrows(IOException.class, () -> ControlServer.listen(socket, TwoEnds.EVERYBODY, ends.server()));

        assertTrue(
                refusal.getMessage().startsWith("the control socket " + socket + " cannot be bound: "),
                refusal.getMessage());
    }
}
