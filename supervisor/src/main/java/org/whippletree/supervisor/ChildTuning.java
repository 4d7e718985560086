package org.whippletree.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.whippletree.config.ChildLimits;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.ServerConfig;
import org.whippletree.supervisor.memory.JvmMemory;

/**
 * What directives say to a child's JVM and to its C library. Pure.
 *
 * <p>httpd's MaxMemFree bounds what each of a child's allocators keeps, so that a child keeps about MaxMemFree for each worker. Here
 * the product bounds each of the three that keep memory: the heap (by its free ratios), the buffers of the event loop, and malloc.
 *
 * @param limits of the child
 * @param crashes where its dumps go
 * @param workers of the child
 * @param userOptions options of {@code ChildJavaOptions}
 */
record ChildTuning(ChildLimits limits, CrashOptions crashes, int workers, List<String> userOptions) {
    /** Most bytes of buffers that a thread keeps for reuse. */
    static final String KEPT_BUFFERS = "-Dio.netty.allocator.threadLocalChunkCacheMaxBytes=";

    private static final long DEFAULT_HEAP_BYTES = 128L << 20;
    /** HotSpot's own bounds are 40 and 70; below 10 the heap would change its size all the time. */
    private static final int LEAST_RATIO = 10;

    private static final int MOST_RATIO = 70;
    private static final int MOST_MIN_RATIO = 40;

    ChildTuning {
        userOptions = List.copyOf(userOptions);
    }

    static ChildTuning of(ServerConfig config) {
        return new ChildTuning(
                config.child().limits(),
                config.child().crashes(),
                config.processes().threadsPerChild(),
                config.child().javaOptions());
    }

    /** JVM options, those of the user last, so that they win. */
    List<String> allOptions() {
        List<String> options = new ArrayList<>();
        if (limits.threadStackBytes() > 0) {
            options.add("-Xss" + limits.threadStackBytes());
        }
        if (limits.memFreeKib() > 0) {
            int most = mostFreePercent();
            options.add("-XX:MinHeapFreeRatio=" + Math.min(MOST_MIN_RATIO, most / 2));
            options.add("-XX:MaxHeapFreeRatio=" + most);
            options.add(KEPT_BUFFERS + Math.min(Integer.MAX_VALUE, keptBytes()));
        }
        if (crashes.dumpsWanted()) {
            options.add("-XX:+HeapDumpOnOutOfMemoryError");
            options.add("-XX:HeapDumpPath=" + crashes.dumpFolder());
        }
        options.add("-XX:ErrorFile=" + crashes.dumpFolder().resolve("hs_err_pid%p.log"));
        options.addAll(userOptions);
        return options;
    }

    /** Variables that the C library of the child reads. */
    Map<String, String> environment() {
        return limits.memFreeKib() == 0 ? Map.of() : Map.of("MALLOC_TRIM_THRESHOLD_", Long.toString(keptBytes()));
    }

    private long keptBytes() {
        return limits.memFreeKib() * 1024L * workers;
    }

    private int mostFreePercent() {
        long heap = JvmMemory.of(userOptions, DEFAULT_HEAP_BYTES, 0).heapBytes();
        long percent = 100 * keptBytes() / Math.max(1, heap);
        return (int) Math.max(LEAST_RATIO, Math.min(MOST_RATIO, percent));
    }
}
