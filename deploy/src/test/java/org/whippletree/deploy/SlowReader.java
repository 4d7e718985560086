package org.whippletree.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A client that asks for much and reads it at a trickle, through a small window. Acts on its loop. */
final class SlowReader {
    private static final long EVERY_NANOS = 250_000_000;
    private static final int RECEIVE_BUFFER_BYTES = 8 * 1024;

    private final SelectorLoop loop;
    private final SocketChannel channel;
    private final ByteBuffer piece;
    private final AtomicLong read = new AtomicLong();
    private volatile String end;

    private SlowReader(SelectorLoop loop, SocketChannel channel, int bytesPerSecond) {
        this.loop = loop;
        this.channel = channel;
        this.piece = ByteBuffer.allocate((int) (bytesPerSecond * EVERY_NANOS / 1_000_000_000));
    }

    /** Asks for so many bytes and begins to read them; on the loop. */
    static SlowReader start(SelectorLoop loop, int port, int bytes, int bytesPerSecond) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String request = "GET /bytes/" + bytes + "/slow HTTP/1.1\r\nHost: localhost\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            SlowReader reader = new SlowReader(loop, channel, bytesPerSecond);
            loop.after(EVERY_NANOS, reader::readOn);
            return reader;
        } catch (IOException failure) {
            throw new AssertionError("a slow reader cannot ask", failure);
        }
    }

    private void readOn() {
        try {
            piece.clear();
            int length = channel.read(piece);
            if (length < 0) {
                end = "closed after " + read + " bytes";
            } else {
                read.addAndGet(length);
                loop.after(EVERY_NANOS, this::readOn);
            }
        } catch (IOException failure) {
            end = failure + " after " + read + " bytes";
        }
    }

    /** Bytes so far, the answer's head among them. */
    long bytes() {
        return read.get();
    }

    /** How the server ended it; null while it has not. */
    String end() {
        return end;
    }

    /** Leaves without reading the rest; on the loop. */
    void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new AssertionError("a socket cannot be closed", failure);
        }
    }
}
