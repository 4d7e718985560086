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

    /** What of it is news when it changes: not the loop's lag, which varies by itself, nor a client more or less. */
    public ChildLoad news() {
        return new ChildLoad(slot, generation, accepting, connections / CONNECTIONS_ALIKE, work, 0);
    }
}
