package org.whippletree.child.accept;

/** Why the accept gate is as it is. */
enum GateState {
    /** Clients are taken. */
    ARMED(true, true),
    /** The child is at its limit: for each client that it takes it lets an idle one go. */
    MAKING_ROOM(true, true),
    /** The child is at its limit, and nobody in it could go. */
    FULL(false, false),
    /** A less busy sibling is given the first chance; soon it is this child's turn. */
    HOLDING_OFF(false, true),
    /** Less busy siblings take the clients. */
    YIELDING(false, true),
    /** The child may be about to leave: it takes no client, unless that is taken back. */
    WITHHELD(false, false),
    /** The server is about to leave: whoever waits is taken, beyond the limit too. */
    EMPTYING(true, true),
    /** accept(2) failed a moment ago. */
    PAUSED(false, false),
    /** The child leaves; it takes no client any more. */
    CLOSED(false, false);

    private final boolean listens;
    private final boolean accepting;

    GateState(boolean listens, boolean accepting) {
        this.listens = listens;
        this.accepting = accepting;
    }

    /** Whether the listeners are armed. */
    boolean listens() {
        return listens;
    }

    /** Whether clients may come to this child, sooner or later. */
    boolean accepting() {
        return accepting;
    }
}
