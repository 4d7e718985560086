package org.whippletree.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A connection to the counting backend: one request after the other, kept open. Owned by the backend's loop. */
final class BackendLink {
    /** Gets each complete request. */
    interface Application {
        void execute(BackendLink link, MessageParser.Message request);
    }

    private final SelectorLoop loop;
    private final SocketChannel channel;
    private final Application application;
    private final MessageParser parser = new MessageParser(false);
    private final Deque<ByteBuffer> unwritten = new ArrayDeque<>();
    private SelectionKey registration;

    private BackendLink(SelectorLoop loop, SocketChannel channel, Application application) {
        this.loop = loop;
        this.channel = channel;
        this.application = application;
    }

    static void open(SelectorLoop loop, SocketChannel channel, Application application) {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            BackendLink link = new BackendLink(loop, channel, application);
            link.registration = loop.register(channel, SelectionKey.OP_READ, link::ready);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isWritable()) {
                write(key);
            }
            if (key.isReadable()) {
                read();
            }
        } catch (IOException gone) {
            close();
        }
    }

    private void read() throws IOException {
        ByteBuffer buffer = loop.buffer();
        if (channel.read(buffer) < 0) {
            close();
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            Optional<MessageParser.Message> request = parser.take(buffer);
            request.ifPresent(complete -> application.execute(this, complete));
        }
    }

    /** Answers the request that was executed; a proxy that has gone misses it. */
    void answer(ByteBuffer body) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.remaining() + "\r\n\r\n";
        unwritten.add(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
        unwritten.add(body);
        if (registration.isValid()) {
            try {
                write(registration);
            } catch (IOException gone) {
                close();
            }
        }
    }

    private void write(SelectionKey key) throws IOException {
        while (!unwritten.isEmpty()) {
            channel.write(unwritten.toArray(new ByteBuffer[0]));
            while (!unwritten.isEmpty() && !unwritten.peek().hasRemaining()) {
                unwritten.poll();
            }
            if (!unwritten.isEmpty() && unwritten.peek().hasRemaining()) {
                break;
            }
        }
        key.interestOps(SelectionKey.OP_READ | (unwritten.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
