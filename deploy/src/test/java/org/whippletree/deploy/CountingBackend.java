package org.whippletree.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A backend that counts how often each request is executed. {@code /after/MILLIS/ID} is answered with its ID after a while,
 * {@code /bytes/NUMBER/ID} with so many bytes at once. Many requests wait without a thread each.
 */
final class CountingBackend implements AutoCloseable {
    private static final int QUEUE = 1024;
    private static final int MOST_BYTES = 1 << 20;

    private final SelectorLoop loop = SelectorLoop.start("counting-backend");
    private final ServerSocketChannel listener;
    private final ByteBuffer page = ByteBuffer.allocateDirect(MOST_BYTES);
    /** Executions by method and target; used on the loop only. */
    private final Map<String, Integer> executions = new HashMap<>();

    private CountingBackend(ServerSocketChannel listener) {
        this.listener = listener;
    }

    static CountingBackend start() {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), QUEUE);
            listener.configureBlocking(false);
            CountingBackend backend = new CountingBackend(listener);
            backend.loop.call(backend::listen);
            return backend;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> urls() {
        return List.of("http://127.0.0.1:" + listener.socket().getLocalPort());
    }

    /** How often each request was executed. */
    Map<String, Integer> executions() {
        return loop.call(() -> Map.copyOf(executions));
    }

    /** The requests of a method that were executed more than once. */
    List<String> executedTwice(String method) {
        return executions().entrySet().stream()
                .filter(execution ->
                        execution.getValue() > 1 && execution.getKey().startsWith(method + " "))
                .map(Map.Entry::toString)
                .toList();
    }

    private SelectionKey listen() {
        try {
            return loop.register(listener, SelectionKey.OP_ACCEPT, key -> accept());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                BackendLink.open(loop, channel, this::executed);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Counts the request and answers it when its time has come. */
    private void executed(BackendLink link, MessageParser.Message request) {
        String[] words = request.start().split(" ");
        String[] path = words[1].split("/");
        executions.merge(words[0] + " " + words[1], 1, Integer::sum);
        int number = Integer.parseInt(path[2]);
        switch (path[1]) {
            case "after" -> loop.after(number * 1_000_000L, () -> link.answer(text(path[3])));
            case "bytes" -> link.answer(page.duplicate().limit(number));
            default -> throw new AssertionError("no such path: " + request.start());
        }
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        loop.close();
    }
}
