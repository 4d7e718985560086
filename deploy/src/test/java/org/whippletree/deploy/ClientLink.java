package org.whippletree.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A client's connection on a raw socket that never tries anything again. What is closed before anything was asked on it is told
 * from what is closed instead of an answer: before it asks, a link reads what the kernel already has. Owned by its loop.
 */
final class ClientLink {
    /** Told what happens, on the loop. */
    interface Owner {
        void answered(ClientLink link, Answer answer);

        /** The end of the stream came while nothing was asked: an announcement, and nothing is lost. */
        void closedWhileIdle(ClientLink link);

        /** Refused, reset, or closed without the answer to what was asked. */
        void lost(ClientLink link, String cause);
    }

    private enum State {
        CONNECTING,
        IDLE,
        ASKED,
        CLOSED
    }

    private final SelectorLoop loop;
    private final SocketChannel channel;
    private final MessageParser parser = new MessageParser(true);
    private final Deque<ByteBuffer> unwritten = new ArrayDeque<>();
    private Owner owner;
    private SelectionKey registration;
    private State state = State.CONNECTING;
    private long child = LoadReport.Loss.UNKNOWN;

    private ClientLink(SelectorLoop loop, SocketChannel channel, Owner owner) {
        this.loop = loop;
        this.channel = channel;
        this.owner = owner;
    }

    /** Begins to connect. */
    static ClientLink open(SelectorLoop loop, int port, Owner owner) {
        try {
            SocketChannel channel = SocketChannel.open();
            ClientLink link = new ClientLink(loop, channel, owner);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            link.registration = loop.register(channel, SelectionKey.OP_CONNECT, link::ready);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return link;
        } catch (IOException failure) {
            throw new AssertionError("no socket for a client", failure);
        }
    }

    /** Another one is told from now on. */
    void handOver(Owner next) {
        owner = next;
    }

    /** Sends a request, at once or when the connection stands; never on one that the server has closed. */
    void ask(ByteBuffer request) {
        unwritten.add(request);
        if (state == State.IDLE && nothingCame()) {
            become(State.ASKED);
            more();
        }
    }

    /** Sends more bytes of the request. */
    void more(ByteBuffer bytes) {
        unwritten.add(bytes);
        more();
    }

    private void more() {
        try {
            write();
        } catch (IOException failure) {
            fail(failure.toString());
        }
    }

    /** Looks before it leaps: an end of the stream that has come already is no loss. */
    private boolean nothingCame() {
        read();
        return state == State.IDLE;
    }

    private void ready(SelectionKey key) {
        if (key.isConnectable()) {
            connected();
        }
        if (key.isValid() && key.isReadable()) {
            read();
        }
        if (key.isValid() && key.isWritable()) {
            more();
        }
    }

    private void connected() {
        try {
            channel.finishConnect();
            become(unwritten.isEmpty() ? State.IDLE : State.ASKED);
            write();
        } catch (IOException failure) {
            fail(failure.toString());
        }
    }

    private void write() throws IOException {
        while (!unwritten.isEmpty()) {
            channel.write(unwritten.peek());
            if (unwritten.peek().hasRemaining()) {
                break;
            }
            unwritten.poll();
        }
        registration.interestOps(SelectionKey.OP_READ | (unwritten.isEmpty() ? 0 : SelectionKey.OP_WRITE));
    }

    private void read() {
        ByteBuffer buffer = loop.buffer();
        try {
            if (channel.read(buffer) < 0) {
                ended();
                return;
            }
        } catch (IOException failure) {
            fail(failure.toString());
            return;
        }
        buffer.flip();
        if (buffer.hasRemaining() && state != State.ASKED) {
            fail("bytes without a request");
            return;
        }
        Optional<MessageParser.Message> message = parser.take(buffer);
        message.ifPresent(this::answered);
    }

    private void answered(MessageParser.Message message) {
        int status = Integer.parseInt(message.start().split(" ")[1]);
        Answer answer = new Answer(status, message.fields(), message.body());
        child = answer.child();
        become(State.IDLE);
        owner.answered(this, answer);
    }

    private void ended() {
        if (state == State.IDLE) {
            close();
            owner.closedWhileIdle(this);
        } else {
            fail(parser.begun() ? "closed within an answer" : "closed without an answer");
        }
    }

    private void fail(String cause) {
        State last = state;
        close();
        owner.lost(this, cause + " (" + last + ")");
    }

    /** The pid of the child that gave the last answer. */
    long child() {
        return child;
    }

    boolean open() {
        return state != State.CLOSED;
    }

    /** Whether an answer is awaited, or a connection for the request. */
    boolean asked() {
        return state == State.ASKED || (state == State.CONNECTING && !unwritten.isEmpty());
    }

    void close() {
        become(State.CLOSED);
        try {
            channel.close();
        } catch (IOException failure) {
            throw new AssertionError("a socket cannot be closed", failure);
        }
    }

    private void become(State next) {
        state = next;
    }
}
