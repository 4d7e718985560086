package org.whippletree.scoreboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Stands between a client and a member: it can freeze, which looks like a stopped process, and lead to another member. */
final class Relay implements AutoCloseable {
    private final ServerSocket entrance;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile String target;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Relay(String target) {
        this.target = target;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("relay-accept", this::accept);
    }

    String address() {
        return entrance.getInetAddress().getHostAddress() + ":" + entrance.getLocalPort();
    }

    /** Connections stay open and new ones are taken; no byte passes. */
    void freeze() {
        gate = new CountDownLatch(1);
    }

    void thaw() {
        gate.countDown();
    }

    void leadTo(String other) {
        target = other;
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = entrance.accept();
            open.add(near);
            start("relay-connect", () -> join(near));
        }
    }

    private void join(Socket near) throws IOException {
        try (near) {
            int colon = target.lastIndexOf(':');
            Socket far = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
            open.add(far);
            start("relay-back", () -> pump(far, near));
            pump(near, far);
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        byte[] bytes = new byte[8_192];
        try (from;
                to) {
            for (int count = from.getInputStream().read(bytes);
                    count >= 0;
                    count = from.getInputStream().read(bytes)) {
                gate.await();
                to.getOutputStream().write(bytes, 0, count);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException ignored) {
                        // One end went away: that is what the relay is for.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        thaw();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
