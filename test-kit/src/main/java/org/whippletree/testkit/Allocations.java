package org.whippletree.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many bytes an operation allocates on the thread that calls it, when all that happens once has happened. The tests run without
 * escape analysis (surefire's options), so that the figure is the same however much of the code is compiled; with it an operation
 * needs at most as much. Any thread.
 */
public final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int RUNS = 500;

    /** What happens now and then, as a map that grows, is not in all of them. */
    private static final int ROUNDS = 5;

    private Allocations() {}

    /** Bytes of one run. */
    public static long of(Runnable operation) {
        round(operation);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            least = Math.min(least, round(operation));
        }
        return least;
    }

    private static long round(Runnable operation) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            operation.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS;
    }

    /** Fails if a run allocates more bytes than so many. */
    public static void assertAtMost(long mostBytes, Runnable operation) {
        compare(mostBytes, of(operation));
    }

    /**
     * The same for what comes behind a preparation.
     *
     * @param preparation what the operation begins with, and what does not count
     */
    public static void assertAtMost(long mostBytes, Runnable preparation, Runnable operation) {
        compare(mostBytes, of(operation) - of(preparation));
    }

    private static void compare(long mostBytes, long bytes) {
        if (bytes > mostBytes) {
            throw new AssertionError("a run allocates " + bytes + " bytes, and may allocate " + mostBytes);
        }
    }
}
