package org.whippletree.supervisor.notify;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to the service manager's Unix socket, which the JDK cannot. Never blocks: a message that finds no room is refused.
 * Owned by one thread.
 */
final class NotifySocket implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NotifySocket.class.getName());

    private final String name;
    private final byte[] address;
    private final Socket socket;
    private String problem = "";

    /** @param name a path, or an abstract name with {@code @} for its first byte */
    NotifySocket(String name) {
        this.name = name;
        this.address = name.getBytes(StandardCharsets.UTF_8);
        if (name.startsWith("@")) {
            address[0] = 0;
        }
        Epoll.ensureAvailability();
        this.socket = Socket.newSocketDomainDgram();
    }

    /** Returns whether the message is on its way. */
    boolean send(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        try {
            boolean sent = socket.sendToDomainSocket(buffer, 0, bytes.length, address) == bytes.length;
            problem = "";
            return sent;
        } catch (IOException e) {
            tellOnce(e.toString());
            return false;
        }
    }

    private void tellOnce(String reason) {
        if (!reason.equals(problem)) {
            problem = reason;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the service manager cannot be told anything on " + name + ": " + reason);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
