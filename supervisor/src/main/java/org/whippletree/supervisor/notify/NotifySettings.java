package org.whippletree.supervisor.notify;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a service manager wants to hear, as it says in the environment. Pure.
 *
 * @param socket where to: a path, or an abstract name with {@code @} for its first byte; empty if nobody listens
 * @param watchdogMillis how often at least it wants a sign of life; empty if it wants none
 * @see <a href="https://www.freedesktop.org/software/systemd/man/sd_notify.html">sd_notify(3)</a>
 */
public record NotifySettings(Optional<String> socket, OptionalLong watchdogMillis) {
    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final String WATCHDOG = "WATCHDOG_USEC";
    private static final String WATCHDOG_PID = "WATCHDOG_PID";
    /** What is meant for this process only: no child shall have it. */
    public static final Set<String> VARIABLES = Set.of(SOCKET, WATCHDOG, WATCHDOG_PID);
    /** The kernel's room for the address of a Unix socket, less its final zero. */
    private static final int LONGEST_BYTES = 107;

    private static final int MICROS_PER_MILLI = 1_000;

    /** Nobody listens. */
    public static NotifySettings none() {
        return new NotifySettings(Optional.empty(), OptionalLong.empty());
    }

    /**
     * Reads the environment of a process.
     *
     * @throws IllegalArgumentException if there is something in it that cannot be obeyed; the message says what to do
     */
    public static NotifySettings of(Map<String, String> environment, long pid) {
        String socket = environment.getOrDefault(SOCKET, "");
        if (socket.isEmpty()) {
            return none();
        }
        boolean known = socket.length() > 1 && (socket.startsWith("/") || socket.startsWith("@"));
        if (!known || socket.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            throw new IllegalArgumentException(SOCKET + " is '" + socket + "', which is no Unix socket's path or"
                    + " abstract name (@...) of at most " + LONGEST_BYTES
                    + " bytes: unset it, and let the service manager not wait for messages (systemd: Type=exec)");
        }
        return new NotifySettings(Optional.of(socket), watchdog(environment, pid));
    }

    private static OptionalLong watchdog(Map<String, String> environment, long pid) {
        String micros = environment.getOrDefault(WATCHDOG, "");
        String meant = environment.getOrDefault(WATCHDOG_PID, "");
        if (micros.isEmpty() || !(meant.isEmpty() || number(WATCHDOG_PID, meant) == pid)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.max(1, number(WATCHDOG, micros) / MICROS_PER_MILLI));
    }

    private static long number(String name, String text) {
        try {
            long value = Long.parseLong(text);
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is '" + text + "', which is no number: unset it", e);
        }
        throw new IllegalArgumentException(name + " is " + text + ", which is no positive number: unset it");
    }
}
