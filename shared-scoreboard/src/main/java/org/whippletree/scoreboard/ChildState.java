package org.whippletree.scoreboard;

/** What a child says of itself. */
public enum ChildState {
    /** It has its configuration and prepares to serve; no client is accepted yet. */
    STARTING,
    /** It serves; whether it accepts at this moment is a column of its own. */
    SERVING,
    /** It accepts no more and finishes what is in flight. */
    DRAINING,
    /** It closes what is left and ends. */
    STOPPING
}
