package org.whippletree.supervisor;

import java.util.Collection;
import java.util.Optional;
import org.whippletree.scoreboard.ScoreboardSnapshot;

/** The server in one line, for the service manager. Pure. */
final class StatusLine {
    private StatusLine() {}

    /**
     * @param target so many children should serve
     * @param snapshot empty as long as there is no scoreboard
     */
    static String of(
            SupervisorPhase phase, int target, Collection<ChildHandle> living, Optional<ScoreboardSnapshot> snapshot) {
        if (phase != SupervisorPhase.RUNNING) {
            return "Stopping: " + living.size() + " children left";
        }
        long ready = living.stream()
                .filter(child -> child.is(ChildProcessState.READY))
                .count();
        String figures = snapshot.map(rows -> ", " + rows.workersBusy() + " workers busy, " + rows.workersIdle()
                        + " idle, " + rows.requests() + " requests answered")
                .orElse("");
        return ready + " of " + target + " children serve" + figures;
    }
}
