package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ListenOptions;
import org.whippletree.control.ListenerDescriptor;

class ListenerSocketsIT {
    private static final ListenOptions OPTIONS = ListenOptions.ofBacklog(16);

    private static ListenAddress loopback(int port) {
        return new ListenAddress("127.0.0.1", port);
    }

    @Test
    void takesClientsIntoTheQueueAndTellsThePortThatWasChosen() throws Exception {
        try (ListenerSockets sockets = ListenerSockets.open(List.of(loopback(0)), OPTIONS)) {
            ListenerDescriptor listener = sockets.descriptors().get(0);

            try (Socket client = new Socket(
                    InetAddress.getLoopbackAddress(), listener.address().port())) {
                assertTrue(client.isConnected());
            }
            assertEquals("127.0.0.1", listener.address().host());
        }
    }

    @Test
    void makesSocketsThatDoNotBlock() throws Exception {
        try (ListenerSockets sockets = ListenerSockets.open(List.of(loopback(0)), OPTIONS)) {
            int descriptor = sockets.descriptors().get(0).descriptor();
            String flags = Files.readAllLines(Path.of("/proc/self/fdinfo/" + descriptor)).stream()
                    .filter(line -> line.startsWith("flags:"))
                    .findFirst()
                    .orElseThrow()
                    .substring("flags:".length())
                    .strip();

            int nonBlocking = 04000;
            assertEquals(nonBlocking, Integer.parseInt(flags, 8) & nonBlocking);
        }
    }

    @Test
    void takesOverOnlyWhatIsTheSocketThatItIsSaidToBe() throws Exception {
        LinuxSocket given = LinuxSocket.newSocketStream(SocketProtocolFamily.INET);
        given.bind(new InetSocketAddress("127.0.0.1", 0));
        given.listen(1);
        int port = given.localAddress().getPort();
        LinuxSocket other = LinuxSocket.newSocketStream(SocketProtocolFamily.INET);
        other.bind(new InetSocketAddress("127.0.0.1", 0));

        try (ListenerSockets sockets = ListenerSockets.takenOver(List.of(
                new ListenerDescriptor(loopback(port), given.intValue()),
                new ListenerDescriptor(loopback(port + 1), other.intValue())))) {
            assertEquals(List.of(new ListenerDescriptor(loopback(port), given.intValue())), sockets.descriptors());

            ListenerSockets.Change change = sockets.change(List.of(loopback(port), loopback(0)), OPTIONS);
            assertEquals(given.intValue(), change.descriptors().get(0).descriptor());
            assertFalse(change.closesAny());
            change.abandon();
            assertTrue(sockets.change(List.of(), OPTIONS).closesAny());
        }
        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void bindsEveryAddressOfTheMachineForAStar() throws Exception {
        try (ListenerSockets sockets = ListenerSockets.open(List.of(new ListenAddress("*", 0)), OPTIONS)) {
            int port = sockets.descriptors().get(0).address().port();

            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertEquals(port, client.getPort());
            }
        }
    }

    @Test
    void saysWhoseAddressIsInUseAndWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();

            StartFailure failure =
                    assertThrows(StartFailure.class, () -> ListenerSockets.open(List.of(loopback(taken)), OPTIONS));

            String message = failure.getMessage();
            assertTrue(
                    message.startsWith(
                            "(98)Address already in use: AH00072: make_sock: could not bind to address 127.0.0.1:"
                                    + taken),
                    message);
            assertTrue(message.contains("change Listen"), message);
        }
    }

    @Test
    void closesTheFirstIfTheSecondCannotBeBound() throws Exception {
        int port;
        try (ListenerSockets first = ListenerSockets.open(List.of(loopback(0)), OPTIONS)) {
            port = first.descriptors().get(0).address().port();
        }

        assertThrows(
                StartFailure.class,
                () -> ListenerSockets.open(List.of(loopback(port), new ListenAddress("name.invalid", 80)), OPTIONS));

        assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void keepsASocketAndItsQueueOverAChange() throws Exception {
        try (ListenerSockets sockets = ListenerSockets.open(List.of(loopback(0)), OPTIONS)) {
            ListenerDescriptor before = sockets.descriptors().get(0);

            ListenerSockets.Change change = sockets.change(List.of(loopback(freePort()), loopback(0)), OPTIONS);
            assertFalse(change.closesAny());
            change.apply();

            assertEquals(before, sockets.descriptors().get(1));
            assertEquals(2, sockets.descriptors().size());
        }
    }

    @Test
    void closesWhatIsListenedOnNoMoreWhenTheChangeIsApplied() throws Exception {
        int port = freePort();
        try (ListenerSockets sockets = ListenerSockets.open(List.of(loopback(port)), OPTIONS)) {
            ListenerSockets.Change change = sockets.change(List.of(loopback(0)), OPTIONS);
            assertTrue(change.closesAny());
            new Socket(InetAddress.getLoopbackAddress(), port).close();

            change.apply();

            assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
        }
    }

    @Test
    void closesWhatIsNewWhenTheChangeIsAbandonedOrCannotBeMade() throws Exception {
        int added = freePort();
        try (ListenerSockets sockets = ListenerSockets.open(List.of(loopback(0)), OPTIONS)) {
            int kept = sockets.descriptors().get(0).address().port();
            sockets.change(List.of(loopback(0), loopback(added)), OPTIONS).abandon();
            assertThrows(
                    StartFailure.class,
                    () -> sockets.change(List.of(loopback(added), new ListenAddress("name.invalid", 80)), OPTIONS));

            assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), added).close());
            new Socket(InetAddress.getLoopbackAddress(), kept).close();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
