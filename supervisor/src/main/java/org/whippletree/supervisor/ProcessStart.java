package org.whippletree.supervisor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * When a process began. With its pid that names it as long as the machine runs; a pid alone may by now belong to another process. Source:
 * {@code /proc/PID/stat}, proc(5).
 */
final class ProcessStart {
    private static final System.Logger LOG = System.getLogger(ProcessStart.class.getName());
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    /** Behind the program's name: the state is field 3, the start field 22. */
    private static final int STATE = 0;

    private static final int START = 19;

    private ProcessStart() {}

    /** Clock ticks from the boot of the machine to the start of a process; empty if it has ended, collected or not. */
    static OptionalLong ticks(long pid) {
        try {
            // A thread that never waits may read this: the kernel makes the text from what it has in memory.
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no process " + pid, e);
            return OptionalLong.empty();
        }
    }

    static OptionalLong parse(String stat) {
        // The name is in parentheses and may hold anything, blanks and parentheses too.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        boolean ended = fields[STATE].equals("Z") || fields[STATE].equals("X");
        return ended ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(fields[START]));
    }

    /** Names this run of the kernel: ticks of another one mean nothing. */
    static String bootId() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the kernel does not name its boot", e);
            return "";
        }
    }
}
