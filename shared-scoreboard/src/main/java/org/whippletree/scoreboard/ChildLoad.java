package org.whippletree.scoreboard;

/**
 * What siblings need to know of one child to decide who takes the next client.
 *
 * @param accepting whether it takes clients at this moment
 * @param workersBusy workers that a request has leased
 * @param queued requests that wait for a worker
 * @param loopLagMillis how late its event loop runs
 */
public record ChildLoad(
        int slot, int generation, boolean accepting, int workersBusy, int workersIdle, int queued, int loopLagMillis) {
    static ChildLoad of(LoadRow row) {
        return new ChildLoad(
                row.id().slot(),
                row.id().generation(),
                row.accepting(),
                row.workersBusy(),
                row.workersIdle(),
                row.queued(),
                row.loopLagMillis());
    }
}
