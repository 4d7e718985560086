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
    static ChildLoad of(LoadRow row) {
        return new ChildLoad(
                row.id().slot(),
                row.id().generation(),
                row.accepting(),
                row.connections().lingeringExcluded(),
                row.work(),
                row.loopLagMillis());
    }

    /** The same without the loop's lag. */
    public ChildLoad withoutLag() {
        return new ChildLoad(slot, generation, accepting, connections, work, 0);
    }
}
