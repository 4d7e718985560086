package org.whippletree.supervisor;

/** What the supervisor knows about a child process; a child only moves forward through these. */
enum ChildProcessState {
    /** Its JVM runs; it does not accept clients yet. */
    STARTING,
    /** It accepts clients. */
    READY,
    /** It takes no further client and finishes what is in flight; another child takes its place. */
    DRAINING,
    /** It was told to end, or is being ended, and will be gone within seconds. */
    STOPPING,
    /** Its process has ended. */
    GONE;

    boolean mayBecome(ChildProcessState next) {
        return next.compareTo(this) > 0;
    }
}
