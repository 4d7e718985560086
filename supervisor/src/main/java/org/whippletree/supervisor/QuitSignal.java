package org.whippletree.supervisor;

import java.io.File;
import java.io.IOException;

/** SIGQUIT, on which a JVM writes to its standard error what its threads do. */
final class QuitSignal {
    private static final System.Logger LOG = System.getLogger(QuitSignal.class.getName());

    private QuitSignal() {}

    /** Never waits. */
    static void send(long pid) {
        try {
            // The JDK cannot; the shell has a kill of its own.
            new ProcessBuilder("/bin/sh", "-c", "kill -s QUIT \"$0\"", Long.toString(pid))
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not send a SIGQUIT to pid " + pid, e);
        }
    }
}
