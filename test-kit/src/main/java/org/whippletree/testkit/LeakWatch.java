package org.whippletree.testkit;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a suite in which Netty finds a buffer that nobody released. Found by itself, for all suites of each module that has this kit. */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {
    /** For each process that a test starts. */
    public static final String JVM_OPTION = "-Dio.netty.leakDetection.level=paranoid";

    /**
     * For processes that carry load: every buffer is followed, but a lost one tells only where it was made. Where it has been since would take
     * a stack trace for each touch, and with it the CPU that decides whether clients are served evenly.
     */
    public static final String JVM_OPTIONS_UNDER_LOAD = JVM_OPTION + " -Dio.netty.leakDetection.targetRecords=0";

    /** How Netty's lines about lost buffers begin. */
    private static final String LEAK = "LEAK: ";

    private static final int PROBES = 200;

    private final Logger log = Logger.getLogger("io.netty.util.ResourceLeakDetector");
    private final List<String> leaks = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            leaks.add(line.getMessage());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** Fails if a process that had {@link #JVM_OPTION} has said in its log that it lost a buffer. */
    public static void check(String log) {
        if (log.contains(LEAK)) {
            throw new AssertionError("Netty has found a buffer that nobody released:\n" + log);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        log.addHandler(handler);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // A leak is found when a buffer is tracked after the collector has seen the lost one.
        for (int round = 0; round < 2; round++) {
            System.gc();
            for (int i = 0; i < PROBES; i++) {
                PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
            }
        }
        log.removeHandler(handler);
        if (!leaks.isEmpty()) {
            throw new AssertionError("Netty has found buffers that nobody released: " + leaks);
        }
    }
}
