package org.whippletree.child.loop;

import io.netty.channel.unix.Errors;
import java.util.Set;

/** Which failures of accept(2) are the waiting client's own (httpd ignores the same ones). */
public final class AcceptErrors {
    /** EPROTO, ENETUNREACH, ECONNABORTED, ECONNRESET, ETIMEDOUT, EHOSTUNREACH on Linux. */
    private static final Set<Integer> OF_THE_CLIENT = Set.of(71, 101, 103, 104, 110, 113);

    private AcceptErrors() {}

    /** Whether only one client is concerned: the next may be taken at once. */
    public static boolean ofTheClient(Throwable cause) {
        return cause instanceof Errors.NativeIoException failure && OF_THE_CLIENT.contains(-failure.expectedErr());
    }
}
