package org.whippletree.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A peer that follows no rules but those of framing. */
final class RawConnection implements AutoCloseable {
    private final SocketChannel channel;

    private RawConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static RawConnection to(Path socket) throws IOException {
        return new RawConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
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

    void write(byte[] bytes) throws IOException {
        channel.write(ByteBuffer.wrap(bytes));
    }

    /** Waits until the server has closed the connection. */
    void awaitEnd() throws IOException {
        ByteBuffer sink = ByteBuffer.allocate(1024);
        while (channel.read(sink) >= 0) {
            sink.clear();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
