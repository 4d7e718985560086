package org.whippletree.supervisor.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CpuTimesTest {
    @Test
    void readsTheFourTimesBehindAnyName() {
        String stat = "4711 (a) b (c) S 1 4711 4711 0 -1 4194560 1 2 3 4 1234 56 700 8 20 0 33 0 99 100 200\n";

        assertEquals(Optional.of(new CpuTimes(12.34, 0.56, 7, 0.08)), CpuTimes.parse(stat));
    }

    @Test
    void takesNothingFromWhatIsNoSuchLine() {
        assertEquals(Optional.empty(), CpuTimes.parse(""));
        assertEquals(Optional.empty(), CpuTimes.parse("1 (x) S 1 2"));
        assertEquals(
                Optional.empty(), CpuTimes.parse("1 (x) S 1 1 1 0 -1 1 1 2 3 4 many 56 700 8 20 0 33 0 99 100 200"));
    }

    @Test
    void readsTheTimesOfThisProcess() {
        long self = ProcessHandle.current().pid();

        assertTrue(CpuTimes.of(List.of(self)).orElseThrow().total() > 0);
        assertEquals(Optional.empty(), CpuTimes.of(List.of(Long.MAX_VALUE)));
    }
}
