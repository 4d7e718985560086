package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketFileTest {
    @TempDir
    private Path folder;

    @Test
    void removesOneThatADeadSupervisorLeft() throws Exception {
        Path socket = folder.resolve("control.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(Files.exists(socket));

        SocketFile.prepare(socket);

        assertFalse(Files.exists(socket));
    }

    @Test
    void removesNothingThatIsNotASocket() throws Exception {
        Path file = Files.writeString(folder.resolve("control.sock"), "precious");

        IOException refusal = assertThrows(IOException.class, () -> SocketFile.prepare(file));

        assertTrue(refusal.getMessage().contains("is not a socket: remove it"), refusal.getMessage());
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void followsNoLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("control.sock"), folder.resolve("elsewhere"));

        assertThrows(IOException.class, () -> SocketFile.prepare(link));

        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void takesAPathOf107Bytes() {
        assertDoesNotThrow(() -> SocketFile.prepare(Path.of("/" + "x".repeat(104) + "ü")));
    }

    @Test
    void saysWhatToDoAboutALongerPath() {
        IOException refusal =
                assertThrows(IOException.class, () -> SocketFile.prepare(Path.of("/" + "x".repeat(105) + "ü")));

        assertTrue(refusal.getMessage().contains("has 108 bytes"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("set DefaultRuntimeDir to a shorter path"), refusal.getMessage());
    }
}
