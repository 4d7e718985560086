package org.whippletree.deploy;

/** Every process of the product that a test starts has Netty follow all its buffers. */
final class BufferWatch {
    static final String JVM_OPTION = "-Dio.netty.leakDetection.level=paranoid";

    /**
     * For children that carry load: every buffer is followed, but a lost one tells only where it was made. Where it has been since would take
     * a stack trace for each touch, and with it the CPU that decides whether clients are served evenly.
     */
    static final String JVM_OPTIONS_UNDER_LOAD = JVM_OPTION + " -Dio.netty.leakDetection.targetRecords=0";

    /** How Netty's lines about lost buffers begin. */
    private static final String LEAK = "LEAK: ";

    private BufferWatch() {}

    /** Fails if a process has said in the log that it lost a buffer. */
    static void check(String log) {
        if (log.contains(LEAK)) {
            throw new AssertionError("Netty has found a buffer that nobody released:\n" + log);
        }
    }
}
