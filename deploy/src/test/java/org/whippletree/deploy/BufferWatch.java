package org.whippletree.deploy;

/** Every process of the product that a test starts has Netty follow all its buffers. */
final class BufferWatch {
    static final String JVM_OPTION = "-Dio.netty.leakDetection.level=paranoid";

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
