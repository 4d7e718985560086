package org.whippletree.child;

import java.util.EnumMap;
import java.util.Map;
import org.whippletree.child.share.ShedCause;
import org.whippletree.scoreboard.ShedCounts;
import org.whippletree.scoreboard.WorkCounts;

/** Counts the clients that were asked to reconnect, by the reason, and logs them: a line a second at most. Owned by the event loop. */
final class ShedLog {
    private static final System.Logger LOG = System.getLogger(ShedLog.class.getName());

    private final Map<ShedCause, Long> byCause = new EnumMap<>(ShedCause.class);
    private long idleClosed;
    private ShedCounts told = ShedCounts.none();

    /** An answer asks its client to leave. */
    void marked(ShedCause cause) {
        byCause.merge(cause, 1L, Long::sum);
    }

    /** Idle clients were closed. */
    void idleClosed(int clients, ShedCause cause) {
        byCause.merge(cause, (long) clients, Long::sum);
        idleClosed += clients;
    }

    ShedCounts counts() {
        return new ShedCounts(
                count(ShedCause.BUSIER_THAN_SIBLINGS),
                count(ShedCause.WORKERS_BUSY),
                count(ShedCause.CLIENTS_WAIT),
                count(ShedCause.LOCAL_RULE),
                idleClosed);
    }

    private long count(ShedCause cause) {
        return byCause.getOrDefault(cause, 0L);
    }

    /** Logs what has come since it was last told. */
    void tell(WorkCounts work) {
        ShedCounts now = counts();
        long more = now.total() - told.total();
        if (more > 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "asked " + more + (more == 1 ? " client" : " clients") + " to reconnect: "
                            + (now.busierThanSiblings() - told.busierThanSiblings()) + " busier than siblings, "
                            + (now.workersBusy() - told.workersBusy()) + " workers busy, "
                            + (now.clientsWaiting() - told.clientsWaiting()) + " clients waiting, "
                            + (now.ownWorkersBusy() - told.ownWorkersBusy()) + " own workers busy; "
                            + (now.idleClosed() - told.idleClosed()) + " of them idle (load " + work.load() + ")");
            told = now;
        }
    }
}
