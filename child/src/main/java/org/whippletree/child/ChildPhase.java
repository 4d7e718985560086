package org.whippletree.child;

import org.whippletree.scoreboard.ChildState;

/** The life of a child process; it never goes back. */
enum ChildPhase {
    /** It waits for its configuration and its listeners. */
    STARTING(ChildState.STARTING),
    /** It serves. */
    SERVING(ChildState.SERVING),
    /** It accepts no more; every answer asks its client to leave. */
    DRAINING(ChildState.DRAINING),
    /** It closes what is idle and answers what is in flight, within a grace. */
    STOPPING(ChildState.STOPPING),
    /** Nothing is left to do. */
    GONE(ChildState.STOPPING);

    private final ChildState shown;

    ChildPhase(ChildState shown) {
        this.shown = shown;
    }

    /** As the scoreboard shows it. */
    ChildState shown() {
        return shown;
    }
}
