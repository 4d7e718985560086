package org.whippletree.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A TCP socket of this machine, as the kernel's table shows it (proc(5), /proc/net/tcp). Any thread.
 *
 * @param local address and port, in hexadecimal digits
 * @param remote the same of the other end
 * @param state {@link #ESTABLISHED} and its kin
 * @param unread bytes that have come and that its process has not read
 * @param timer the kernel's timer that runs for it
 * @param number by which the kernel tells it from others
 */
public record KernelSocket(String local, String remote, String state, long unread, String timer, String number) {
    public static final String ESTABLISHED = "01";
    public static final String FIN_WAIT_1 = "04";
    public static final String LISTEN = "0A";

    private static final String KEEP_ALIVE_TIMER = "02";

    /** All of them. While others come and go, the kernel may name one several times. */
    public static Stream<KernelSocket> all() {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(KernelSocket::lines)
                .map(line -> line.strip().split("\\s+"))
                .map(column -> new KernelSocket(
                        column[1],
                        column[2],
                        column[3],
                        Long.parseLong(behindColon(column[4]), 16),
                        column[5].substring(0, column[5].indexOf(':')),
                        column[9]));
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream().skip(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String behindColon(String column) {
        return column.substring(column.indexOf(':') + 1);
    }

    /** Whether it has this port. */
    public boolean at(int port) {
        return Integer.parseInt(behindColon(local), 16) == port;
    }

    /** Whether its other end has this port. */
    public boolean to(int port) {
        return Integer.parseInt(behindColon(remote), 16) == port;
    }

    public boolean in(String wanted) {
        return state.equals(wanted);
    }

    /** Whether the kernel will ask the other end, which says nothing, whether it is still there (SO_KEEPALIVE). */
    public boolean probes() {
        return timer.equals(KEEP_ALIVE_TIMER);
    }
}
