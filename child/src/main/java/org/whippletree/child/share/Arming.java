package org.whippletree.child.share;

/** What a child below its own limit does with its listeners, and why. */
public enum Arming {
    /** Armed: nothing is known of the siblings. */
    ARMED_DIGEST_STALE(true),
    /** Armed: no sibling is less busy. */
    ARMED_LEAST_BUSY(true),
    /** Armed: it is among the few least busy, two on an idle server, and not above its part of the load. */
    ARMED_HAS_ROOM(true),
    /** Armed: clients wait, whoever should take them. */
    ARMED_CLIENTS_WAIT(true),
    /** Armed after AcceptHoldOff: a less busy sibling gets the first chance. */
    AFTER_HOLD_OFF(false),
    /** Unarmed: enough siblings are less busy. */
    UNARMED_BUSIER(false),
    /** Unarmed: its JVM is not warm, and enough siblings are less busy for their share. */
    UNARMED_WARMING_UP(false);

    private final boolean armed;

    Arming(boolean armed) {
        this.armed = armed;
    }

    /** Whether the listeners are armed at once. */
    public boolean armed() {
        return armed;
    }

    /** Whether a client is left to a sibling, for AcceptHoldOff or until the figures change. */
    public boolean holdsOff() {
        return !armed;
    }
}
