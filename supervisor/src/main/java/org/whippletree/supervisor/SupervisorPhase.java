package org.whippletree.supervisor;

/** What the supervisor itself is doing; it only moves forward through these. */
enum SupervisorPhase {
    /** Children are kept serving. */
    RUNNING,
    /** A graceful stop: the port is closed, children finish what is in flight, none is started. */
    DRAINING,
    /** Children are being stopped; none is started. */
    STOPPING,
    /** No child lives, or those that do are given up; the loop ends. */
    ENDED
}
