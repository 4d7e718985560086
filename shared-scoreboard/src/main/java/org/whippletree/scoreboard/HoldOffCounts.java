package org.whippletree.scoreboard;

/**
 * How often a child with room held back from accepting since it started, by the reason.
 *
 * @param yielded less busy siblings listened, so it did not
 * @param delayed it waited AcceptHoldOff, for its least busy sibling to come first
 */
public record HoldOffCounts(long yielded, long delayed) {
    private static final HoldOffCounts NONE = new HoldOffCounts(0, 0);

    public static HoldOffCounts none() {
        return NONE;
    }

    /** All of them. */
    public long total() {
        return yielded + delayed;
    }
}
