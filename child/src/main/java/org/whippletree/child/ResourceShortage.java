package org.whippletree.child;

import java.util.List;
import org.whippletree.control.ChildArguments;

/**
 * Whether a failure is for want of descriptors, memory or threads. Another child may have them a little later, while any other failure
 * of the setup would meet it too (httpd tells the two apart by exit codes).
 */
final class ResourceShortage {
    /** strerror(3) of EMFILE, ENFILE, ENOMEM, ENOSPC, ENOBUFS and EAGAIN, as the JDK and Netty quote it. */
    private static final List<String> WORDS = List.of(
            "Too many open files",
            "Cannot allocate memory",
            "No space left on device",
            "No buffer space available",
            "Resource temporarily unavailable");

    private ResourceShortage() {}

    /** The exit code of a child that this failure kept from serving. */
    static int exitCode(Throwable failure) {
        return isCauseOf(failure) ? ChildArguments.SHORT_OF_RESOURCES : ChildArguments.SETUP_FAILED;
    }

    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof OutOfMemoryError || WORDS.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
