package org.whippletree.supervisor.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmMemoryTest {
    private static final long MEGA = JvmMemory.MEGA;

    private static JvmMemory of(String... options) {
        return JvmMemory.of(List.of(options), 512 * MEGA, 40);
    }

    @Test
    void takesTheBoundsThatTheOptionsSet() {
        JvmMemory memory = of("-Xms32m", "-Xmx128m", "-XX:MaxDirectMemorySize=96m", "-XX:+UseSerialGC");

        assertEquals(128 * MEGA, memory.heapBytes());
        assertEquals(96 * MEGA, memory.directBytes());
    }

    @Test
    void letsTheLastOptionCount() {
        assertEquals(64 * MEGA, of("-Xmx128m", "-Xmx64m").heapBytes());
    }

    @Test
    void readsSizesAsTheJvmDoes() {
        assertEquals(1024 * MEGA, of("-Xmx1g").heapBytes());
        assertEquals(2 * MEGA, of("-Xmx2048K").heapBytes());
        assertEquals(3 * MEGA, of("-XX:MaxHeapSize=3145728").heapBytes());
        assertEquals(512 * MEGA, of("-Xmxlots").heapBytes());
    }

    @Test
    void givesDirectMemoryAsMuchAsTheHeapWhereNothingIsSaid() {
        assertEquals(256 * MEGA, of("-Xmx256m").directBytes());
    }

    @Test
    void lowersItsOwnFiguresToWhatTheJvmMayTake() {
        JvmMemory memory = of("-XX:MaxMetaspaceSize=40m", "-XX:ReservedCodeCacheSize=16m");

        assertEquals(40 * MEGA, memory.classBytes());
        assertEquals(16 * MEGA, memory.codeBytes());
    }

    @Test
    void addsUpAndSaysOfWhat() {
        JvmMemory memory = of("-Xmx128m", "-XX:MaxDirectMemorySize=128m");

        assertEquals(373 * MEGA, memory.totalBytes());
        assertEquals("373 MB (heap 128, direct 128, classes 48, code 32, stacks 5, JVM 32)", memory.inWords());
    }
}
