package org.whippletree.scoreboard;

/**
 * What siblings need to know of one child to decide who takes the next client.
 *
 * @param accepting whether it has room for clients
 * @param connections open client connections but the closing ones
 * @param work its workers and what they have to do
 * @param loopLagMillis how late its event loop runs
 */
public record ChildLoad(
        int slot, int generation, boolean accepting, int connections, WorkCounts work, int loopLagMillis) {
    /** Children whose connections differ by less are alike to those who compare them. */
    public static final int CONNECTIONS_ALIKE = 4;

    static ChildLoad of(LoadRow row) {
        return new ChildLoad(
                row.id().slot(),
                row.id().generation(),
                row.accepting(),
                row.connections().lingeringExcluded(),
                row.work(),
                row.loopLagMillis());
    }

    /**
     * Whether siblings that were told the other figures of the same child should be told these: not for the loop's lag, which varies
     * by itself, nor for a few clients more or less.
     */
    public boolean newsTo(ChildLoad told) {
        return slot != told.slot
                || generation != told.generation
                || accepting != told.accepting
                || !work.equals(told.work)
                || Math.abs(connections - told.connections) >= CONNECTIONS_ALIKE;
    }
}
