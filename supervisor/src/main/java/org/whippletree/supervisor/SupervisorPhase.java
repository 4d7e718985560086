package org.whippletree.supervisor;

/** What the supervisor itself is doing; it only moves forward through these. */
enum SupervisorPhase {
    /** Children are kept serving. */
    RUNNING,
    /** Children are being stopped; none is started. */
    STOPPING,
    /** No child lives, or those that do are given up; the loop ends. */
    ENDED
}
