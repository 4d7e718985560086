package org.whippletree.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A backend on a plain socket that takes or gives one large body, on a thread of its own. */
final class LargeBodyBackend implements AutoCloseable {
    private final ServerSocket listener;
    private final long bytes;
    private final CompletableFuture<Long> checksum = new CompletableFuture<>();

    private LargeBodyBackend(ServerSocket listener, long bytes) {
        this.listener = listener;
        this.bytes = bytes;
    }

    /** Reads a body of so many bytes slowly and answers with its checksum. */
    static LargeBodyBackend reading(long bytes) throws IOException {
        return started(bytes, LargeBodyBackend::read);
    }

    /** Answers with a body of so many bytes as fast as they are taken. */
    static LargeBodyBackend writing(long bytes) throws IOException {
        return started(bytes, LargeBodyBackend::write);
    }

    private interface Role {
        void play(LargeBodyBackend backend, InputStream in, OutputStream out) throws IOException;
    }

    private static LargeBodyBackend started(long bytes, Role role) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        LargeBodyBackend backend = new LargeBodyBackend(listener, bytes);
        new Thread(() -> backend.serve(role), "large-body-backend").start();
        return backend;
    }

    private void serve(Role role) {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            skipHead(in);
            role.play(this, in, socket.getOutputStream());
        } catch (IOException failure) {
            checksum.completeExceptionally(failure);
        }
    }

    private void read(InputStream in, OutputStream out) throws IOException {
        String sum = Long.toHexString(Transfer.readSlowly(in, bytes));
        out.write(head(sum.length()));
        out.write(sum.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void write(InputStream in, OutputStream out) throws IOException {
        out.write(head(bytes));
        checksum.complete(Transfer.write(out, bytes));
    }

    private static byte[] head(long length) {
        return ("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static void skipHead(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 2) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request has no end");
            }
            if (next == '\n') {
                ends++;
            } else if (next != '\r') {
                ends = 0;
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** The checksum of the body that was written. */
    long checksum() {
        return checksum.join();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
