package org.whippletree.supervisor;

/**
 * How many children to start now. Pure: numbers in, decision out.
 *
 * @param target children that should serve
 * @param slots the bound on living children of any state
 * @param startsAtOnce the bound on children that start at the same time, since each start costs about a second of CPU
 */
record PoolPolicy(int target, int slots, int startsAtOnce) {
    /**
     * The pool as it is.
     *
     * @param living children whose process has not ended
     * @param starting those of them that do not serve yet
     * @param draining those of them whose place is to be filled already
     */
    record Pool(int living, int starting, int draining) {}

    int toSpawn(Pool pool) {
        int missing = missing(pool);
        int allowed = Math.min(startsAtOnce - pool.starting(), slots - pool.living());
        return Math.max(0, Math.min(missing, allowed));
    }

    private int missing(Pool pool) {
        return target - (pool.living() - pool.draining());
    }

    /** Whether children that drain hold the slots which others need. */
    boolean drainingFillSlots(Pool pool) {
        return missing(pool) > 0 && pool.living() >= slots;
    }
}
