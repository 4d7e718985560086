package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.InetAddress;
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
}
