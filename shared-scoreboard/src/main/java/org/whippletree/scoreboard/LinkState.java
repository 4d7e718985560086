package org.whippletree.scoreboard;

/** How a process stands with the shared maps. */
enum LinkState {
    /** No member has answered yet. */
    CONNECTING,
    /** The last exchange succeeded. */
    CONNECTED,
    /** The member is gone, frozen or refuses; what is published waits, the newest value of each row. */
    LOST,
    /** Ended; what is published goes nowhere. */
    CLOSED
}
