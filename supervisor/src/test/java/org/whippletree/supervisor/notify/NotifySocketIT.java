package org.whippletree.supervisor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With sockets of the kernel, as systemd has them. */
@Timeout(20)
class NotifySocketIT {
    private final Socket manager;

    NotifySocketIT() {
        Epoll.ensureAvailability();
        manager = Socket.newSocketDomainDgram();
    }

    @AfterEach
    void closes() throws IOException {
        manager.close();
    }

    private String received() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(256);
        int count = manager.recvFromDomainSocket(buffer, 0, buffer.capacity()).receivedAmount();
        byte[] bytes = new byte[count];
        buffer.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void reachesAPath() throws IOException {
        Path folder = Files.createTempDirectory("whippletree-");
        Path path = folder.resolve("notify");
        manager.bind(new DomainSocketAddress(path.toString()));
        try (NotifySocket socket = new NotifySocket(path.toString())) {
            assertTrue(socket.send("READY=1\nSTATUS=fünf"));
        }

        assertEquals("READY=1\nSTATUS=fünf", received());
        Files.delete(path);
        Files.delete(folder);
    }

    @Test
    void reachesAnAbstractName() throws IOException {
        String name = "whippletree-test-" + ProcessHandle.current().pid();
        manager.bind(new DomainSocketAddress("\0" + name));
        try (NotifySocket socket = new NotifySocket("@" + name)) {
            assertTrue(socket.send("WATCHDOG=1"));
        }

        assertEquals("WATCHDOG=1", received());
    }

    @Test
    void refusesInsteadOfWaitingWhenNobodyReads() throws IOException {
        String name = "whippletree-full-" + ProcessHandle.current().pid();
        manager.bind(new DomainSocketAddress("\0" + name));
        try (NotifySocket socket = new NotifySocket("@" + name)) {
            int sent = 0;
            while (socket.send("WATCHDOG=1")) {
                sent++;
            }

            assertTrue(sent > 0);
            received();
            assertTrue(socket.send("WATCHDOG=1"));
        }
    }

    @Test
    void refusesWhenNobodyListens() throws IOException {
        try (NotifySocket socket = new NotifySocket("/nowhere/notify")) {
            assertFalse(socket.send("READY=1"));
        }
    }
}
