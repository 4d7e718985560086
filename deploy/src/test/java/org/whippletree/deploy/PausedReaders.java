package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients with small windows that ask for much, and have read nothing of the answer but its first byte. */
final class PausedReaders implements AutoCloseable {
    private static final int RECEIVE_BUFFER_BYTES = 8_192;

    private final List<Socket> clients = new ArrayList<>();

    /** So many of them, each with an answer that has begun; closed by the caller. */
    void ask(int count, int port, String request) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket client = new Socket();
            clients.add(client);
            client.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            client.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        for (Socket client : clients) {
            assertEquals('H', client.getInputStream().read());
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }
}
