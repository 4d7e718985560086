package org.whippletree.proxy.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.whippletree.testkit.Await;
import org.whippletree.testkit.KernelSocket;

/** One end of a connection: sends bytes as given, records bytes as they come. A thread reads; the test waits for what it needs. */
public final class Wire implements AutoCloseable {
    private static final long LIMIT_MILLIS = 10_000;

    /** How a connection ended. */
    public enum End {
        /** The other side closed it in order. */
        FIN,
        /** It was reset. */
        RESET
    }

    /** All wires wake their waiters through it: a test may wait for whichever speaks first. */
    static final Object CHANGES = new Object();

    private final Socket socket;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int consumed;
    private int pieces;
    private End end;
    private boolean reading;
    private boolean dead;

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire reading(Socket socket) {
        Wire wire = new Wire(socket);
        wire.startReading();
        return wire;
    }

    /** A wire that reads nothing until {@link #startReading}. */
    static Wire deaf(Socket socket) {
        return new Wire(socket);
    }

    public static Wire connect(int port) {
        return reading(open(port, 0));
    }

    /** A client that reads nothing yet, with a small receive buffer. */
    public static Wire connectDeaf(int port) {
        return deaf(open(port, 16_384));
    }

    private static Socket open(int port, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Does nothing if it reads already. */
    public void startReading() {
        synchronized (CHANGES) {
            if (reading) {
                return;
            }
            reading = true;
        }
        Thread reader = new Thread(this::readAll, "wire-" + socket.getLocalPort());
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        byte[] buffer = new byte[65_536];
        End how = End.FIN;
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                synchronized (CHANGES) {
                    received.write(buffer, 0, n);
                    pieces++;
                    CHANGES.notifyAll();
                }
            }
        } catch (IOException reset) {
            how = End.RESET;
        }
        synchronized (CHANGES) {
            end = how;
            CHANGES.notifyAll();
        }
    }

    /** Reads so many bytes in the caller's thread and forgets them; fewer at the end. For deaf wires. */
    public int readDirectly(int most) {
        try {
            return socket.getInputStream().readNBytes(most).length;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int readByte() {
        try {
            return socket.getInputStream().read();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Wire send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends what the other side may no longer want; false if it could not be sent. */
    public boolean trySend(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (SocketException gone) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void await(String what, BooleanSupplier state) {
        long endMillis = System.currentTimeMillis() + LIMIT_MILLIS;
        synchronized (CHANGES) {
            while (!state.getAsBoolean()) {
                long left = endMillis - System.currentTimeMillis();
                if (left <= 0) {
                    throw new AssertionError("never came: " + what);
                }
                try {
                    CHANGES.wait(left);
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            }
        }
    }

    /** What has come and has not been read by the test. */
    public String unread() {
        synchronized (CHANGES) {
            return received.toString(StandardCharsets.ISO_8859_1).substring(consumed);
        }
    }

    /** In how many reads it has come; what was sent at once comes in one. */
    public int pieces() {
        synchronized (CHANGES) {
            return pieces;
        }
    }

    /** Everything that has come. */
    public String record() {
        synchronized (CHANGES) {
            return received.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads up to and with the marker. */
    public String readThrough(String marker) {
        synchronized (CHANGES) {
            await("\"" + marker + "\"; there is: " + unread(), () -> unread().contains(marker) || end != null);
            int at = unread().indexOf(marker);
            if (at < 0) {
                throw new AssertionError("ended (" + end + ") before \"" + marker + "\": " + unread());
            }
            return take(at + marker.length());
        }
    }

    public String readHead() {
        return readThrough("\r\n\r\n");
    }

    public String readExactly(int count) {
        synchronized (CHANGES) {
            await(count + " bytes", () -> received.size() - consumed >= count || end != null);
            if (received.size() - consumed < count) {
                throw new AssertionError("ended (" + end + ") before " + count + " bytes: " + unread());
            }
            return take(count);
        }
    }

    private String take(int count) {
        String taken = unread().substring(0, count);
        consumed += count;
        return taken;
    }

    /** Waits for the end; what came before it stays to be read. */
    public End awaitEnd() {
        await("the end; there is: " + unread(), () -> end != null);
        return end;
    }

    public boolean ended() {
        synchronized (CHANGES) {
            return end != null;
        }
    }

    public Answer readAnswer() {
        return Answer.read(this, false);
    }

    public Answer readHeadOnlyAnswer() {
        return Answer.read(this, true);
    }

    /** Returns when what was sent lies unread in the peer's socket, whose reader stands still. */
    public void awaitUnreadByPeer() {
        Await.until(() -> "bytes unread at the peer of " + localPort(), () -> unreadByPeer() > 0);
    }

    /** Returns when the peer's process has read all that was sent. */
    public void awaitReadByPeer() {
        Await.until(() -> "nothing unread at the peer of " + localPort(), () -> unreadByPeer() == 0);
    }

    /** Bytes that were sent and lie unread in the peer's socket. */
    public long unreadByPeer() {
        return KernelSocket.all()
                .filter(one -> one.to(localPort()))
                .mapToLong(KernelSocket::unread)
                .sum();
    }

    /** Returns when the peer's kernel has everything up to the FIN that was sent, whether it has been read or not. */
    public void awaitFinAtPeer() {
        Await.until(
                () -> "the FIN of " + localPort() + " at " + socket.getPort(),
                () -> KernelSocket.all()
                        .filter(one -> one.at(localPort()) && one.to(socket.getPort()))
                        .noneMatch(one -> one.in(KernelSocket.ESTABLISHED) || one.in(KernelSocket.FIN_WAIT_1)));
    }

    /** Whether the kernel would probe the peer of this silent connection (SO_KEEPALIVE). */
    public boolean probedByPeer() {
        return KernelSocket.all()
                .filter(one -> one.at(socket.getPort()) && one.to(localPort()))
                .anyMatch(KernelSocket::probes);
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    /** Sends the FIN and goes on reading. */
    public Wire shutdownOutput() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same where the connection may be gone already. */
    public void tryShutdownOutput() {
        try {
            socket.shutdownOutput();
        } catch (SocketException gone) {
            // It has been reset: there is no end left to tell.
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the connection with a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the test has closed it. */
    boolean dead() {
        return dead;
    }

    @Override
    public void close() {
        dead = true;
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
