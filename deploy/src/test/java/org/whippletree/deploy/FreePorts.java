package org.whippletree.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that are about to start. None that the kernel gives to whoever asks for any, so that no client's connection takes
 * one meanwhile; each test process has a range of its own.
 */
final class FreePorts {
    private static final int RANGE = 3_000;
    private static final int FIRST = 12_000
            + RANGE * (Integer.getInteger("test.fork", 0) % 4)
            + (int) (ProcessHandle.current().pid() % 1_000);
    private static final AtomicInteger NEXT = new AtomicInteger(FIRST);

    private FreePorts() {}

    static int next() {
        while (true) {
            int port = NEXT.getAndIncrement();
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (port >= FIRST + RANGE) {
                    throw new AssertionError("no port is free", taken);
                }
            }
        }
    }
}
