package org.whippletree.proxy.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A backend whose every byte is said by the test. */
public final class Backend implements AutoCloseable {
    private final ServerSocket server;
    private final Thread acceptor;
    private final List<Wire> wires = new ArrayList<>();
    private boolean deaf;
    private int taken;

    private Backend(InetSocketAddress address, boolean deaf) {
        this.deaf = deaf;
        try {
            server = new ServerSocket();
            if (deaf) {
                server.setReceiveBufferSize(16_384);
            }
            server.bind(address, 100);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        acceptor = new Thread(this::acceptAll, "backend-" + port());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public static Backend start() {
        return new Backend(anywhere(), false);
    }

    /** One where another one has been, or at another address. */
    public static Backend startAt(String address, int port) {
        return new Backend(new InetSocketAddress(address, port), false);
    }

    /** A backend whose connections read nothing until they are told. */
    public static Backend startDeaf() {
        return new Backend(anywhere(), true);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                synchronized (Wire.CHANGES) {
                    wires.add(deaf ? Wire.deaf(socket) : Wire.reading(socket));
                    Wire.CHANGES.notifyAll();
                }
            }
        } catch (IOException closed) {
            // The test is over: close() ends the accept.
            return;
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next connection that the proxy makes. */
    public Wire accept() {
        synchronized (Wire.CHANGES) {
            Wire.await("a connection to the backend", () -> wires.size() > taken);
            return wires.get(taken++);
        }
    }

    /** The next connection that the proxy makes, and the head on it read. */
    public Wire acceptAsked() {
        Wire wire = accept();
        wire.readHead();
        return wire;
    }

    /** Connections made so far. */
    public int connections() {
        synchronized (Wire.CHANGES) {
            return wires.size();
        }
    }

    /** Everything that has come on any connection. */
    public String record() {
        synchronized (Wire.CHANGES) {
            StringBuilder all = new StringBuilder();
            wires.forEach(wire -> all.append(wire.record()));
            return all.toString();
        }
    }

    /** Whether the text waits to be read on a connection that is open at this end. */
    boolean holds(String text) {
        return wires.stream().anyMatch(wire -> !wire.dead() && wire.unread().contains(text));
    }

    Wire holder(String text) {
        synchronized (Wire.CHANGES) {
            return wires.stream()
                    .filter(wire -> !wire.dead() && wire.unread().contains(text))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Ends the deafness: whatever has come and comes on any connection is read. */
    void hear() {
        synchronized (Wire.CHANGES) {
            deaf = false;
            wires.stream().filter(wire -> !wire.dead()).forEach(Wire::startReading);
        }
    }

    /** The next connection to accept is one that comes from now on. */
    void passOver() {
        synchronized (Wire.CHANGES) {
            taken = wires.size();
        }
    }

    /** Whether nobody can connect any more. */
    boolean refuses() {
        return server.isClosed();
    }

    /** Closes the listening socket only. While a thread is in accept(2), the kernel keeps a closed socket listening. */
    public void refuseConnections() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        refuseConnections();
        synchronized (Wire.CHANGES) {
            wires.stream().filter(wire -> !wire.dead()).forEach(Wire::close);
        }
    }
}
