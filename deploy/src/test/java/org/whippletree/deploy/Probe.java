package org.whippletree.deploy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Probes a server on its admin socket. */
final class Probe {
    private Probe() {}

    /** The status code of {@code /readyz}. */
    static int readiness(RunningServer server) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(server.runtimeDir().resolve("admin.sock")));
            String request = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            byte[] answer = Channels.newInputStream(channel).readAllBytes();
            return Integer.parseInt(new String(answer, StandardCharsets.US_ASCII).split(" ")[1]);
        } catch (IOException failure) {
            throw new AssertionError("no probe", failure);
        }
    }
}
