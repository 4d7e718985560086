package org.whippletree.supervisor;

import java.util.List;
import java.util.Optional;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.supervisor.admin.Readiness;

/**
 * Whether the server takes clients: no stop has begun, and at least one child accepts. A child accepts if it is READY, has said
 * something within {@value #HEARD_MILLIS} ms, and its load row, unless that is missing or older than {@value #FRESH_MILLIS} ms, says
 * so. A row that old says nothing of now, so that the loss of the scoreboard makes no server unready. Pure.
 */
final class ReadinessPolicy {
    /** Five heartbeats. */
    static final long HEARD_MILLIS = 5_000;
    /** When children stop to believe the digest, too. */
    static final long FRESH_MILLIS = 3_000;

    private ReadinessPolicy() {}

    static Readiness decide(
            SupervisorPhase phase, List<ChildHandle> children, List<LoadRow> rows, long nowMillis, long wallMillis) {
        if (phase != SupervisorPhase.RUNNING) {
            return new Readiness(false, "the server stops");
        }
        List<ChildHandle> ready = children.stream()
                .filter(child -> child.is(ChildProcessState.READY))
                .toList();
        if (ready.isEmpty()) {
            return new Readiness(false, "no child serves yet or any more, of " + children.size());
        }
        List<ChildHandle> alert = ready.stream()
                .filter(child -> child.heardSince(nowMillis - HEARD_MILLIS))
                .toList();
        if (alert.isEmpty()) {
            return new Readiness(false, "no child has been heard of for " + HEARD_MILLIS + " ms, of " + ready.size());
        }
        long accepting =
                alert.stream().filter(child -> accepts(child, rows, wallMillis)).count();
        return new Readiness(
                accepting > 0,
                accepting + " of " + children.size() + (children.size() == 1 ? " child accepts" : " children accept"));
    }

    private static boolean accepts(ChildHandle child, List<LoadRow> rows, long wallMillis) {
        Optional<LoadRow> fresh = rows.stream()
                .filter(row -> row.pid() == child.pid() && wallMillis - row.stampMillis() <= FRESH_MILLIS)
                .findAny();
        return fresh.map(LoadRow::accepting).orElse(true);
    }
}
