package org.whippletree.supervisor;

import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ListenOptions;
import org.whippletree.control.ListenerDescriptor;

/**
 * The listening sockets: bound once, here, and shared with every child, so that a client waits in one queue whoever takes it.
 * The supervisor itself never accepts. A change keeps what is listened on before and after it: those sockets and their queues
 * stay. Never used by two threads at one time.
 */
final class ListenerSockets implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ListenerSockets.class.getName());
    private static final int ADDRESS_IN_USE = -98;
    private static final int ADDRESS_NOT_AVAILABLE = -99;
    private static final int PERMISSION_DENIED = -13;
    /** Linux reports twice what was asked for: the other half is for its own bookkeeping (socket(7)). */
    private static final int REPORTED_BUFFER_FACTOR = 2;

    /** By address as configured, in the order of the configuration. */
    private Map<ListenAddress, Socket> sockets = new LinkedHashMap<>();

    private ListenerSockets() {}

    /** Binds every address, or none: a failure closes those already bound. */
    static ListenerSockets open(List<ListenAddress> addresses, ListenOptions options) throws StartFailure {
        ListenerSockets listeners = new ListenerSockets();
        listeners.change(addresses, options).apply();
        return listeners;
    }

    /** Closes a copy that nobody needs. */
    static void discard(ListenerDescriptor copy) {
        close(new Socket(copy.descriptor()));
    }

    /** Sockets that children of an earlier supervisor have given back; each must be what it is said to be, or it is closed. */
    static ListenerSockets takenOver(List<ListenerDescriptor> given) {
        ListenerSockets listeners = new ListenerSockets();
        for (ListenerDescriptor listener : given) {
            Socket socket = new Socket(listener.descriptor());
            // A child is less trusted than its supervisor: it parses what clients send.
            if (listensOn(socket, listener.address())) {
                listeners.sockets.put(listener.address(), socket);
            } else {
                LOG.log(System.Logger.Level.WARNING, "a child gave something else back for " + listener.address());
                close(socket);
            }
        }
        return listeners;
    }

    private static boolean listensOn(Socket socket, ListenAddress address) {
        InetSocketAddress local = socket.localAddress();
        try {
            InetSocketAddress wanted = resolve(address);
            return local != null
                    && local.getPort() == wanted.getPort()
                    && local.getAddress().equals(wanted.getAddress());
        } catch (StartFailure e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
            return false;
        }
    }

    /** A set of sockets that can take the place of the present one; those that are new are bound already. */
    final class Change {
        private final Map<ListenAddress, Socket> changed;

        private Change(Map<ListenAddress, Socket> changed) {
            this.changed = changed;
        }

        /** The sockets in the order of their addresses, with the port the kernel chose where none was given. */
        List<ListenerDescriptor> descriptors() {
            return changed.entrySet().stream()
                    .map(entry -> new ListenerDescriptor(
                            new ListenAddress(
                                    entry.getKey().host(),
                                    entry.getValue().localAddress().getPort()),
                            entry.getValue().intValue()))
                    .toList();
        }

        /** Whether a socket of the present set is not one of it. */
        boolean closesAny() {
            return !changed.keySet().containsAll(sockets.keySet());
        }

        /** Closes what is listened on no more. */
        void apply() {
            Map<ListenAddress, Socket> former = sockets;
            sockets = changed;
            closeUnless(former, changed);
        }

        /** Closes what was bound for it. */
        void abandon() {
            closeUnless(changed, sockets);
        }
    }

    /** Binds the addresses that are new, or none of them. */
    Change change(List<ListenAddress> addresses, ListenOptions options) throws StartFailure {
        Map<ListenAddress, Socket> changed = new LinkedHashMap<>();
        try {
            for (ListenAddress address : addresses) {
                Socket kept = sockets.get(address);
                changed.put(address, kept == null ? bind(address, options) : kept);
            }
        } catch (StartFailure e) {
            closeUnless(changed, sockets);
            throw e;
        }
        return new Change(changed);
    }

    private static LinuxSocket bind(ListenAddress address, ListenOptions options) throws StartFailure {
        InetSocketAddress wanted = resolve(address);
        LinuxSocket socket;
        try {
            // Netty makes its sockets non-blocking; the flag belongs to the open file, so children inherit it.
            socket = LinuxSocket.newSocketStream(
                    wanted.getAddress() instanceof Inet6Address
                            ? SocketProtocolFamily.INET6
                            : SocketProtocolFamily.INET);
        } catch (RuntimeException e) {
            throw new StartFailure("could not make a socket for " + address + " (" + e.getMessage() + ")", e);
        }
        try {
            socket.setReuseAddress(true);
            // Before listen: the window that a client is offered follows from the buffer its socket begins with.
            sizeBuffers(socket, options);
            socket.bind(wanted);
            socket.listen(options.backlog());
        } catch (IOException e) {
            close(socket);
            throw new StartFailure(inWords(e, inWords(wanted)), e);
        }
        LOG.log(System.Logger.Level.INFO, "listening on " + inWords(socket.localAddress()));
        return socket;
    }

    /** A size that the kernel refuses or bounds is a warning only, as in httpd. */
    private static void sizeBuffers(LinuxSocket socket, ListenOptions options) {
        int send = options.sendBufferBytes();
        int receive = options.receiveBufferBytes();
        try {
            if (send > 0) {
                socket.setSendBufferSize(send);
                warnOfLess("AH00070: SendBufferSize", send, socket.getSendBufferSize(), "net.core.wmem_max");
            }
            if (receive > 0) {
                socket.setReceiveBufferSize(receive);
                warnOfLess("AH00071: ReceiveBufferSize", receive, socket.getReceiveBufferSize(), "net.core.rmem_max");
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "AH00070: make_sock: the kernel refuses a buffer's size", e);
        }
    }

    private static void warnOfLess(String what, int asked, int reported, String limit) {
        int given = reported / REPORTED_BUFFER_FACTOR;
        if (given < asked) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    what + " of " + asked + ": the kernel gives " + given + "; raise " + limit + " or ask for less");
        }
    }

    private static InetSocketAddress resolve(ListenAddress address) throws StartFailure {
        // The JDK's own any address would follow java.net.preferIPv4Stack only; Netty knows whether the kernel has
        // IPv6.
        String host = address.host();
        if (address.anyHost()) {
            host = LinuxSocket.isIPv6Preferred() ? "::" : "0.0.0.0";
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), address.port());
        } catch (UnknownHostException e) {
            throw new StartFailure(
                    "Listen " + address + ": no address is known for this name; use a literal address", e);
        }
    }

    private static String inWords(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        String plain = host.equals("0:0:0:0:0:0:0:0") ? "::" : host;
        return (address.getAddress() instanceof Inet6Address ? "[" + plain + "]" : plain) + ":" + address.getPort();
    }

    private static String inWords(IOException failure, String address) {
        if (!(failure instanceof Errors.NativeIoException nativeFailure)) {
            return "could not bind to address " + address + " (" + failure.getMessage() + ")";
        }
        int number = nativeFailure.expectedErr();
        String text = failure.getMessage();
        String reason = text.substring(text.lastIndexOf(": ") + 1).strip();
        return "(" + -number + ")" + reason + ": AH00072: make_sock: could not bind to address " + address
                + advice(number);
    }

    private static String advice(int number) {
        return switch (number) {
            case ADDRESS_IN_USE -> "; stop the program that listens there (ss -ltnp shows it) or change Listen";
            case ADDRESS_NOT_AVAILABLE -> "; this machine does not have that address: change Listen";
            case PERMISSION_DENIED ->
                "; ports below 1024 need root, CAP_NET_BIND_SERVICE" + " or sysctl net.ipv4.ip_unprivileged_port_start";
            default -> "";
        };
    }

    /** As {@link Change#descriptors} of the present set. */
    List<ListenerDescriptor> descriptors() {
        return new Change(sockets).descriptors();
    }

    private static void closeUnless(Map<ListenAddress, Socket> some, Map<ListenAddress, Socket> kept) {
        some.forEach((address, socket) -> {
            if (!kept.containsValue(socket) && socket.isOpen()) {
                LOG.log(System.Logger.Level.INFO, "no longer listening on " + inWords(socket.localAddress()));
                close(socket);
            }
        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not close a listening socket", e);
        }
    }

    @Override
    public void close() {
        sockets.values().forEach(ListenerSockets::close);
        sockets = new LinkedHashMap<>();
    }
}
