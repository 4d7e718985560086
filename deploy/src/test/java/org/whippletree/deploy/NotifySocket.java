package org.whippletree.deploy;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.DomainDatagramSocketAddress;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What systemd listens on: a datagram Unix socket, whose messages are kept in order. */
final class NotifySocket implements AutoCloseable {
    private static final int LONGEST_BYTES = 4096;

    private final Path folder;
    private final Socket socket;
    private final List<String> messages = new ArrayList<>();

    NotifySocket() {
        try {
            Epoll.ensureAvailability();
            folder = Files.createTempDirectory("whippletree-notify-");
            socket = Socket.newSocketDomainDgram();
            socket.bind(new DomainSocketAddress(path()));
        } catch (IOException failure) {
            throw new AssertionError("no datagram socket", failure);
        }
    }

    String path() {
        return folder.resolve("notify").toString();
    }

    /** Everything received so far. */
    List<String> messages() {
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_BYTES);
            DomainDatagramSocketAddress sender = socket.recvFromDomainSocket(buffer, 0, LONGEST_BYTES);
            while (sender != null) {
                byte[] bytes = new byte[sender.receivedAmount()];
                buffer.get(0, bytes);
                messages.add(new String(bytes, StandardCharsets.UTF_8));
                sender = socket.recvFromDomainSocket(buffer, 0, LONGEST_BYTES);
            }
            return List.copyOf(messages);
        } catch (IOException failure) {
            throw new AssertionError("cannot receive", failure);
        }
    }

    boolean received(String text) {
        return messages().stream().anyMatch(message -> message.contains(text));
    }

    @Override
    public void close() {
        try {
            socket.close();
            Files.delete(Path.of(path()));
            Files.delete(folder);
        } catch (IOException failure) {
            throw new AssertionError("cannot close", failure);
        }
    }
}
