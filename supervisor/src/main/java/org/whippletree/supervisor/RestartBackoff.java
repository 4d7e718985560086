package org.whippletree.supervisor;

/**
 * How long the next start waits when children die young: not at all after the first two, then a delay that doubles up to ten
 * seconds. A child that lived long, or a minute without a young death, ends the row. Pure: times come in as parameters.
 *
 * @param youngDeaths young deaths in a row
 * @param lastDeathMillis when the last of them was
 */
record RestartBackoff(int youngDeaths, long lastDeathMillis) {
    /** A child that lived for less than this died young. */
    static final long YOUNG_MILLIS = 10_000;

    static final long LONGEST_DELAY_MILLIS = 10_000;
    private static final long FIRST_DELAY_MILLIS = 250;
    private static final long ROW_ENDS_MILLIS = 60_000;
    private static final int FREE_DEATHS = 2;
    /** So many young deaths weigh as much as one for want of a resource: the next start waits a second. */
    private static final int SICK_DEATHS = 5;

    static RestartBackoff none() {
        return new RestartBackoff(0, 0);
    }

    RestartBackoff afterDeath(long nowMillis, long livedMillis) {
        if (livedMillis >= YOUNG_MILLIS) {
            return none();
        }
        boolean sameRow = youngDeaths > 0 && nowMillis - lastDeathMillis < ROW_ENDS_MILLIS;
        return new RestartBackoff(sameRow ? youngDeaths + 1 : 1, nowMillis);
    }

    /** A child that lacked a resource: who starts at once most likely lacks it too. */
    RestartBackoff afterSickness(long nowMillis) {
        return new RestartBackoff(Math.max(SICK_DEATHS, afterDeath(nowMillis, 0).youngDeaths()), nowMillis);
    }

    long delayMillis() {
        int doublings = youngDeaths - FREE_DEATHS - 1;
        if (doublings < 0) {
            return 0;
        }
        return doublings >= Integer.SIZE / 2
                ? LONGEST_DELAY_MILLIS
                : Math.min(FIRST_DELAY_MILLIS << doublings, LONGEST_DELAY_MILLIS);
    }

    /** Before this time no child is started; any time in the past if there is no delay. */
    long notBeforeMillis() {
        return lastDeathMillis + delayMillis();
    }
}
