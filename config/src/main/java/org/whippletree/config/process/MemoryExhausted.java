package org.whippletree.config.process;

/**
 * The end of a process that has no memory left outside of its heap. For the heap the JVM has an option (ExitOnOutOfMemoryError),
 * which does not look at errors that Java code throws, as Netty does for direct memory. Any thread may call it.
 */
public final class MemoryExhausted {
    /** The exit code that the JVM itself has for it. */
    public static final int EXIT_CODE = 3;

    private MemoryExhausted() {}

    /** Ends the process at once if memory is what lacked: it could not go on, and another one takes its place. */
    public static void endProcessIfCauseOf(Throwable failure) {
        if (isCauseOf(failure)) {
            // The log's writer is a thread that might not come to write it, and standard error is where the log goes.
            System.err.println("Terminating due to " + failure);
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }
}
