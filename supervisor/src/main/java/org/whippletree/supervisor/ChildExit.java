package org.whippletree.supervisor;

import java.util.Map;
import java.util.Set;
import org.whippletree.control.ChildArguments;

/**
 * How a child ended, read from the exit value that the JDK reports.
 *
 * @param exitValue 128 + n if signal n ended the process, {@link #UNSEEN} if that is not known, else the exit code
 */
record ChildExit(int exitValue) {
    /** The exit value of a process that another supervisor had started: nobody is told. */
    static final int UNSEEN = -1;

    private static final int SIGNAL_BASE = 128;
    private static final int OUT_OF_MEMORY = 3;
    /** HUP, INT, QUIT, KILL, USR1, USR2, PIPE, TERM. */
    private static final Set<Integer> SENT_BY_OTHERS = Set.of(1, 2, 3, 9, 10, 12, 13, 15);

    /** The words of strsignal(3), as httpd logs them. */
    private static final Map<Integer, String> SIGNAL_NAMES = Map.ofEntries(
            Map.entry(1, "Hangup"),
            Map.entry(2, "Interrupt"),
            Map.entry(3, "Quit"),
            Map.entry(4, "Illegal instruction"),
            Map.entry(6, "Aborted"),
            Map.entry(7, "Bus error"),
            Map.entry(8, "Floating point exception"),
            Map.entry(9, "Killed"),
            Map.entry(10, "User defined signal 1"),
            Map.entry(11, "Segmentation fault"),
            Map.entry(12, "User defined signal 2"),
            Map.entry(13, "Broken pipe"),
            Map.entry(15, "Terminated"));

    boolean normal() {
        return exitValue == 0;
    }

    /** Whether nothing speaks against that it ended as it should. */
    boolean mayBeNormal() {
        return normal() || exitValue == UNSEEN;
    }

    /** Whether the child says that no child can be set up. */
    boolean fatal() {
        return exitValue == ChildArguments.SETUP_FAILED;
    }

    /** Whether the child says that it lacks descriptors, memory or threads to serve. */
    boolean sick() {
        return exitValue == ChildArguments.SHORT_OF_RESOURCES;
    }

    /** Whether it ran out of memory: the JVM's own code for it (ExitOnOutOfMemoryError). */
    boolean outOfMemory() {
        return exitValue == OUT_OF_MEMORY;
    }

    /** Whether it broke down: out of memory, or ended by a signal that nobody sends to end a process. */
    boolean crashed() {
        return outOfMemory() || (exitValue > SIGNAL_BASE && !SENT_BY_OTHERS.contains(exitValue - SIGNAL_BASE));
    }

    /** The end of a sentence that begins with "child pid N". */
    String inWords() {
        if (exitValue == UNSEEN) {
            return "ended, with an exit code that is not known: an earlier supervisor had started it";
        }
        if (exitValue > SIGNAL_BASE) {
            int signal = exitValue - SIGNAL_BASE;
            return "exit signal " + SIGNAL_NAMES.getOrDefault(signal, "Signal " + signal) + " (" + signal + ")";
        }
        String what = outOfMemory() ? " (out of memory)" : sick() ? " (short of resources)" : "";
        return "exit code " + exitValue + what;
    }
}
