package org.whippletree.scoreboard;

/**
 * What a child works on, and how much it can take.
 *
 * @param busy workers that a request has leased
 * @param idle workers that are free
 * @param queued requests that wait for a worker
 * @param load leased workers and waiting requests, averaged over the last quarter of a second or so, and the loop's lag on top:
 *     what children compare
 * @param share from 0 to 1, how much of its share of the clients a child takes: a young one is still slow
 */
public record WorkCounts(int busy, int idle, int queued, double load, double share) {
    private static final WorkCounts NONE = new WorkCounts(0, 0, 0, 0, 1);

    public static WorkCounts none() {
        return NONE;
    }
}
