package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The terminal that a process belongs to, which sends it signals. */
public final class ControllingTerminal {
    private static final System.Logger LOG = System.getLogger(ControllingTerminal.class.getName());

    private ControllingTerminal() {}

    /** Whether a process has one; false for a process that has ended. */
    public static boolean controls(long pid) {
        try {
            return inStat(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "process " + pid + " has ended", e);
            return false;
        }
    }

    /** Reads the line of {@code /proc/PID/stat}: tty_nr is the fifth field behind the program's name (proc(5)). */
    static boolean inStat(String stat) {
        // The name, in parentheses, may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return !fields[4].equals("0");
    }
}
