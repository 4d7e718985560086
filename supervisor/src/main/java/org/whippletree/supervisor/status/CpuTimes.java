package org.whippletree.supervisor.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Processor time of processes, in seconds, as {@code /proc/PID/stat} tells it.
 *
 * @param user in their own code
 * @param system in the kernel for them
 * @param childrenUser of processes that they started and that have ended
 * @param childrenSystem the same, in the kernel
 */
public record CpuTimes(double user, double system, double childrenUser, double childrenSystem) {
    private static final Path PROC = Path.of("/proc");
    private static final CpuTimes ZERO = new CpuTimes(0, 0, 0, 0);

    /** The kernel's unit for this file, the same on every machine that we run on. */
    private static final double TICKS_PER_SECOND = 100;
    /** Where utime, stime, cutime and cstime stand behind the program's name; see proc(5). */
    private static final int FIRST_FIELD = 11;

    /** Of all these processes together; one that has just ended counts nothing. Empty where the kernel does not tell. */
    public static Optional<CpuTimes> of(Collection<Long> pids) {
        List<CpuTimes> known = pids.stream().flatMap(pid -> of(pid).stream()).toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(known.stream().reduce(ZERO, CpuTimes::plus));
    }

    private static Optional<CpuTimes> of(long pid) {
        try {
            return parse(Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat")));
        } catch (IOException gone) {
            // It ended since it was listed, or a sandbox hides it: a page without its figures is better than none.
            return Optional.empty();
        }
    }

    static Optional<CpuTimes> parse(String stat) {
        // The name is in parentheses and may hold blanks and parentheses of its own.
        int name = stat.lastIndexOf(')');
        List<String> fields = List.of(stat.substring(name + 1).strip().split(" "));
        if (name < 0 || fields.size() < FIRST_FIELD + 4) {
            return Optional.empty();
        }
        List<String> ticks = fields.subList(FIRST_FIELD, FIRST_FIELD + 4);
        if (!ticks.stream().allMatch(text -> text.matches("[0-9]{1,18}"))) {
            return Optional.empty();
        }
        return Optional.of(new CpuTimes(
                seconds(ticks.get(0)), seconds(ticks.get(1)), seconds(ticks.get(2)), seconds(ticks.get(3))));
    }

    private static double seconds(String ticks) {
        return Long.parseLong(ticks) / TICKS_PER_SECOND;
    }

    double total() {
        return user + system + childrenUser + childrenSystem;
    }

    private CpuTimes plus(CpuTimes other) {
        return new CpuTimes(
                user + other.user,
                system + other.system,
                childrenUser + other.childrenUser,
                childrenSystem + other.childrenSystem);
    }
}
