package org.whippletree.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A peer that follows no rules but those of framing. */
final class RawConnection implements AutoCloseable {
    private final SocketChannel channel;

    RawConnection() throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    void connect(Path socket) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
    }

    void write(ControlMessage message) throws IOException {
        byte[] payload = ControlCodec.encode(message);
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + Short.BYTES + payload.length)
                .putInt(Short.BYTES + payload.length)
                .putShort((short) ControlMessage.PROTOCOL)
                .put(payload)
                .flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** Waits for the end of what the server sends. */
    boolean isClosedByTheServer() throws IOException {
        ByteBuffer sink = ByteBuffer.allocate(1024);
        while (channel.read(sink) >= 0) {
            sink.clear();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
