package org.whippletree.supervisor.command;

import java.io.File;
import java.io.IOException;

/** Sends signals that the JDK cannot. */
final class Signals {
    private Signals() {}

    /** Sends a signal by its name without SIG; the shell has a {@code kill} of its own. */
    static void send(long pid, String name) {
        try {
            int code = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid))
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "whippletree: may not signal pid " + pid + "; do it as the user who started it");
            }
        } catch (IOException failure) {
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: cannot send a signal: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: interrupted", interrupted);
        }
    }
}
