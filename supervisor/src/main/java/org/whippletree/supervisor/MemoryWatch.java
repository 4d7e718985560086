package org.whippletree.supervisor;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.whippletree.config.ChildLimits;
import org.whippletree.config.errorlog.ErrorLog;
import org.whippletree.control.ControlMessage;

/**
 * Asks a child to drain whose resident memory has passed {@code ChildMemoryLimit}: one at a time, the largest first, and never
 * while that would leave fewer children serving than are leaving. Owned by the loop.
 */
final class MemoryWatch {
    static final long SAMPLE_MILLIS = 5_000;
    private static final int BITS_OF_A_MEGABYTE = 20;
    private static final System.Logger LOG = System.getLogger(MemoryWatch.class.getName());

    private record Sample(ChildHandle child, long bytes) {}

    private final long limitBytes;
    private final LongUnaryOperator residentBytes;
    private long nextAtMillis;

    /**
     * @param residentBytes of the process with a pid; 0 if it has ended
     */
    MemoryWatch(long limitBytes, LongUnaryOperator residentBytes) {
        this.limitBytes = limitBytes;
        this.residentBytes = residentBytes;
        this.nextAtMillis = limitBytes == 0 ? ChildHandle.NEVER : 0;
    }

    static MemoryWatch of(ChildLimits limits) {
        return new MemoryWatch(limits.memoryBytes(), ResidentMemory::bytes);
    }

    long nextDeadlineMillis() {
        return nextAtMillis;
    }

    void pass(Collection<ChildHandle> children, long nowMillis) {
        if (nowMillis < nextAtMillis) {
            return;
        }
        nextAtMillis = nowMillis + SAMPLE_MILLIS;
        if (mayLose(children)) {
            largest(children).ifPresent(this::askToDrain);
        }
    }

    private static boolean mayLose(Collection<ChildHandle> children) {
        return count(children, ChildProcessState.STARTING) == 0
                && count(children, ChildProcessState.READY) > count(children, ChildProcessState.DRAINING);
    }

    private static long count(Collection<ChildHandle> children, ChildProcessState state) {
        return children.stream().filter(child -> child.is(state)).count();
    }

    private Optional<Sample> largest(Collection<ChildHandle> children) {
        return children.stream()
                .filter(child -> child.is(ChildProcessState.READY))
                .map(child -> new Sample(child, residentBytes.applyAsLong(child.pid())))
                .filter(sample -> sample.bytes() > limitBytes)
                .max(Comparator.comparingLong(Sample::bytes));
    }

    /** It says that it leaves as soon as it has heard, and its place is filled then. */
    private void askToDrain(Sample sample) {
        String reason = "ChildMemoryLimit, with " + (sample.bytes() >> BITS_OF_A_MEGABYTE) + " MB of memory";
        ErrorLog.notice(
                LOG,
                sample.child() + " takes " + (sample.bytes() >> BITS_OF_A_MEGABYTE)
                        + " MB, more than ChildMemoryLimit: another one takes its place");
        sample.child().send(new ControlMessage.Drain(reason, false));
    }
}
