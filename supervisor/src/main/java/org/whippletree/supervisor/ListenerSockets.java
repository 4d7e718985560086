package org.whippletree.supervisor;

import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.whippletree.config.ListenAddress;
import org.whippletree.control.ListenerDescriptor;

/**
 * The listening sockets: bound once, here, and shared with every child, so that a client waits in one queue whoever takes it.
 * The supervisor itself never accepts. Owned by the thread that opened it.
 */
final class ListenerSockets implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ListenerSockets.class.getName());
    private static final int ADDRESS_IN_USE = -98;
    private static final int ADDRESS_NOT_AVAILABLE = -99;
    private static final int PERMISSION_DENIED = -13;

    private final List<LinuxSocket> sockets = new ArrayList<>();
    private final List<ListenerDescriptor> descriptors = new ArrayList<>();

    private ListenerSockets() {}

    /** Binds every address, or none: a failure closes those already bound. */
    static ListenerSockets open(List<ListenAddress> addresses, int backlog) throws StartFailure {
        ListenerSockets listeners = new ListenerSockets();
        try {
            for (ListenAddress address : addresses) {
                listeners.bind(address, backlog);
            }
        } catch (StartFailure e) {
            listeners.close();
            throw e;
        }
        return listeners;
    }

    private void bind(ListenAddress address, int backlog) throws StartFailure {
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
        sockets.add(socket);
        try {
            socket.setReuseAddress(true);
            socket.bind(wanted);
            socket.listen(backlog);
        } catch (IOException e) {
            throw new StartFailure(inWords(e, inWords(wanted)), e);
        }
        ListenAddress bound =
                new ListenAddress(address.host(), socket.localAddress().getPort());
        descriptors.add(new ListenerDescriptor(bound, socket.intValue()));
        LOG.log(System.Logger.Level.INFO, "listening on " + inWords(socket.localAddress()));
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

    /** The sockets in the order of their addresses, with the port the kernel chose where none was given. */
    List<ListenerDescriptor> descriptors() {
        return List.copyOf(descriptors);
    }

    @Override
    public void close() {
        for (LinuxSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "could not close a listening socket", e);
            }
        }
        sockets.clear();
    }
}
