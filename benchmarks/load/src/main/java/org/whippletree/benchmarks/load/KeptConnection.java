package org.whippletree.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection, with one request on its way at most. An answer has to have a Content-Length and the status 200. */
final class KeptConnection {
    private static final byte[] REQUEST = "GET /1k HTTP/1.1\r\nHost: bench\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String OK = "HTTP/1.1 200";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CLOSE = "\r\nconnection: close";
    private static final int MOST_BYTES = 1 << 16;

    private final SocketChannel channel;
    private final ByteBuffer request =
            ByteBuffer.allocateDirect(REQUEST.length).put(REQUEST).flip();
    private final ByteBuffer received = ByteBuffer.allocateDirect(MOST_BYTES);
    private long dueNanos;
    /** Of the answer under way; 0 while its head has not come. */
    private int wholeBytes;

    private boolean last;

    KeptConnection(InetSocketAddress server) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    long dueNanos() {
        return dueNanos;
    }

    void ask(long due) throws IOException {
        dueNanos = due;
        wholeBytes = 0;
        received.clear();
        request.rewind();
        if (channel.write(request) < REQUEST.length) {
            throw new IOException("the socket took only a part of the request");
        }
    }

    /** Reads what has come; returns whether the answer is whole. */
    boolean answered() throws IOException {
        if (channel.read(received) < 0) {
            throw new EOFException("closed by the server");
        }
        if (wholeBytes == 0) {
            readHead();
        }
        return wholeBytes > 0 && received.position() >= wholeBytes;
    }

    /** Whether the server has said with its answer that it closes the connection behind it (RFC 9112, 9.6). */
    boolean last() {
        return last;
    }

    private void readHead() throws IOException {
        byte[] octets = new byte[received.position()];
        received.get(0, octets);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return;
        }
        String head = text.substring(0, end);
        String lower = head.toLowerCase(Locale.ROOT);
        int length = lower.indexOf(LENGTH);
        last = lower.contains(CLOSE);
        if (!head.startsWith(OK) || length < 0) {
            throw new IOException("not the answer that was asked for: "
                    + head.lines().findFirst().orElse(""));
        }
        int from = length + LENGTH.length();
        int lineEnd = head.indexOf('\r', from);
        wholeBytes = end
                + 4
                + Integer.parseInt(head.substring(from, lineEnd < 0 ? head.length() : lineEnd)
                        .trim());
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("could not close: " + e.getMessage());
        }
    }
}
