package org.whippletree.config.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a suite in which Netty finds a buffer that nobody released. Registered for all suites of each module that has Netty. */
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {
    /** For each process that a test starts. */
    public static final String JVM_OPTION = "-Dio.netty.leakDetection.level=paranoid";

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
        assertFalse(log.contains(LEAK), log);
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
        assertEquals(List.of(), leaks);
    }
}
