package org.whippletree.supervisor.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NotifySettingsTest {
    private static final long PID = 42;

    private static NotifySettings of(Map<String, String> environment) {
        return NotifySettings.of(environment, PID);
    }

    private static OptionalLong watchdog(String micros, String pid) {
        return of(Map.of("NOTIFY_SOCKET", "/run/n", "WATCHDOG_USEC", micros, "WATCHDOG_PID", pid))
                .watchdogMillis();
    }

    @Test
    void nobodyListensWithoutASocket() {
        assertEquals(NotifySettings.none(), of(Map.of()));
        assertEquals(NotifySettings.none(), of(Map.of("NOTIFY_SOCKET", "", "WATCHDOG_USEC", "1000000")));
    }

    @Test
    void takesPathsAndAbstractNames() {
        assertEquals(
                Optional.of("/run/n"), of(Map.of("NOTIFY_SOCKET", "/run/n")).socket());
        assertEquals(Optional.of("@name"), of(Map.of("NOTIFY_SOCKET", "@name")).socket());
    }

    @Test
    void refusesWhatNoUnixSocketIsCalled() {
        for (String name : new String[] {"vsock:2:1234", "relative", "@", "/", "/" + "x".repeat(107)}) {
            IllegalArgumentException failure =
                    assertThrows(IllegalArgumentException.class, () -> of(Map.of("NOTIFY_SOCKET", name)), name);
            assertTrue(failure.getMessage().contains("'" + name + "'"), failure.getMessage());
            assertTrue(failure.getMessage().contains("Type=exec"), failure.getMessage());
        }
    }

    @Test
    void watchesOnlyTheProcessThatIsMeant() {
        assertEquals(OptionalLong.of(30_000), watchdog("30000000", "42"));
        assertEquals(OptionalLong.of(30_000), watchdog("30000000", ""));
        assertEquals(OptionalLong.empty(), watchdog("30000000", "43"));
        assertEquals(OptionalLong.empty(), watchdog("", "42"));
    }

    @Test
    void refusesAWatchdogThatIsNoNumber() {
        assertThrows(IllegalArgumentException.class, () -> watchdog("soon", "42"));
        assertThrows(IllegalArgumentException.class, () -> watchdog("0", "42"));
        assertThrows(IllegalArgumentException.class, () -> watchdog("1", "me"));
    }
}
