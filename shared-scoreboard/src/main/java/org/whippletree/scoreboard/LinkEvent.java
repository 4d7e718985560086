package org.whippletree.scoreboard;

/** What the scoreboard's thread waits for. */
enum LinkEvent {
    /** A row was published or removed. */
    ROWS,
    /** The client reached a member: the same one as before, or a new and empty one. */
    MEMBER_CAME,
    /** The client has no member any more. */
    MEMBER_WENT,
    /** Nothing happened for a while. */
    TICK,
    /** The process ends. */
    CLOSE
}
