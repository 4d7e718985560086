package org.whippletree.supervisor;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which children of an earlier supervisor have ended. A process that has a link lives; once the link is gone, {@code /proc}
 * is asked, often at first, since a process loses its links a moment before it is gone. Owned by the loop.
 */
final class AdoptedProcesses {
    static final long OFTEN_MILLIS = 20;
    static final long RARELY_MILLIS = 1_000;
    private static final long ALERT_MILLIS = 2_000;

    private final ChildTable table;
    private final List<AdoptedProcess> processes = new ArrayList<>();
    private long missedSinceMillis = ChildHandle.NEVER;
    private long nextMillis = ChildHandle.NEVER;

    AdoptedProcesses(ChildTable table) {
        this.table = table;
    }

    /** Looks after these from now on. */
    void watch(Inheritance inheritance) {
        inheritance.children().forEach(heir -> processes.add(heir.process()));
    }

    long nextDeadlineMillis() {
        return nextMillis;
    }

    void pass(long nowMillis) {
        List<AdoptedProcess> missed =
                processes.stream().filter(process -> !linked(process)).toList();
        if (missed.isEmpty()) {
            missedSinceMillis = ChildHandle.NEVER;
            nextMillis = ChildHandle.NEVER;
            return;
        }
        missedSinceMillis = Math.min(missedSinceMillis, nowMillis);
        if (nextMillis == ChildHandle.NEVER || nowMillis >= nextMillis) {
            processes.removeIf(process -> !linked(process) && process.ended());
            boolean alert = nowMillis - missedSinceMillis < ALERT_MILLIS;
            nextMillis = nowMillis + (alert ? OFTEN_MILLIS : RARELY_MILLIS);
        }
    }

    private boolean linked(AdoptedProcess process) {
        return table.byPid(process.pid()).filter(ChildHandle::hasLink).isPresent();
    }
}
