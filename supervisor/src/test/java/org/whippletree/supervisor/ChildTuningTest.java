package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ChildLimits;
import org.whippletree.config.CrashOptions;

class ChildTuningTest {
    private static final String ERRORS = "-XX:ErrorFile=/run/w/hs_err_pid%p.log";

    private static ChildTuning tuning(int memFreeKib, int threadStackBytes, String... userOptions) {
        return new ChildTuning(
                new ChildLimits(0, 0, memFreeKib, threadStackBytes),
                CrashOptions.none(Path.of("/run/w")),
                25,
                List.of(userOptions));
    }

    @Test
    void saysNothingButWhereErrorsGoWithoutDirectives() {
        assertEquals(List.of(ERRORS), tuning(0, 0).allOptions());
        assertEquals(Map.of(), tuning(0, 0).environment());
    }

    @Test
    void givesEachThreadItsStack() {
        assertEquals(List.of("-Xss524288", ERRORS), tuning(0, 524_288).allOptions());
    }

    @Test
    void letsAChildKeepMaxMemFreeForEachWorker() {
        assertEquals(
                List.of(
                        "-XX:MinHeapFreeRatio=9",
                        "-XX:MaxHeapFreeRatio=19",
                        "-Dio.netty.allocator.threadLocalChunkCacheMaxBytes=26214400",
                        ERRORS),
                tuning(1_024, 0).allOptions());
        assertEquals(
                Map.of("MALLOC_TRIM_THRESHOLD_", "26214400"), tuning(1_024, 0).environment());
    }

    @Test
    void dumpsTheHeapOnlyIntoAFolderThatIsNamed() {
        CrashOptions crashes = new CrashOptions(Path.of("/var/crash dumps"), true, false, List.of());

        assertEquals(
                List.of(
                        "-XX:+HeapDumpOnOutOfMemoryError",
                        "-XX:HeapDumpPath=/var/crash dumps",
                        "-XX:ErrorFile=/var/crash dumps/hs_err_pid%p.log"),
                new ChildTuning(ChildLimits.none(), crashes, 25, List.of()).allOptions());
    }

    @Test
    void keepsTheHeapsRatiosWithinWhatServes() {
        assertEquals("-XX:MaxHeapFreeRatio=10", tuning(1, 0).allOptions().get(1));
        List<String> most = tuning(Integer.MAX_VALUE, 0).allOptions();
        assertEquals("-XX:MinHeapFreeRatio=35", most.get(0));
        assertEquals("-XX:MaxHeapFreeRatio=70", most.get(1));
        assertEquals("-Dio.netty.allocator.threadLocalChunkCacheMaxBytes=2147483647", most.get(2));
    }

    @Test
    void reckonsWithTheHeapOfTheUserWhoseOptionsWin() {
        List<String> options =
                tuning(1_024, 0, "-Xmx64m", "-XX:MaxHeapFreeRatio=50").allOptions();

        assertEquals("-XX:MaxHeapFreeRatio=39", options.get(1));
        assertEquals("-XX:MaxHeapFreeRatio=50", options.get(5));
    }
}
