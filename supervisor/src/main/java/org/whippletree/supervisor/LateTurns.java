package org.whippletree.supervisor;

/** What it means that a turn of the loop was late: this process, or the machine, did not run. */
final class LateTurns {
    static final long LATE_MILLIS = 1_000;
    /** How long children then have for the heartbeat that tells that they do run. */
    static final long EXCUSE_MILLIS = 3_000;

    private static final System.Logger LOG = System.getLogger(LateTurns.class.getName());

    private LateTurns() {}

    /** Blames no child for what this process may have missed. */
    static void excuse(ChildTable children, long lateByMillis, long nowMillis) {
        if (lateByMillis > LATE_MILLIS) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the supervisor did not run for " + lateByMillis + " ms: is the machine overloaded?");
            children.living().forEach(child -> child.excuse(nowMillis + EXCUSE_MILLIS));
        }
    }
}
