package org.whippletree.child.share;

/** How much of a warm child's work a fresh JVM should have: it grows with age or with requests, whichever is quicker. Pure. */
public final class WarmUp {
    /** A child's first share. */
    static final double FIRST_SHARE = 0.1;

    /** After so long a child counts as warm. */
    static final long WARM_AFTER_MILLIS = 10_000;

    /** After so many answers a child counts as warm: its hot paths are compiled. */
    static final long WARM_AFTER_REQUESTS = 3_000;

    private WarmUp() {}

    /**
     * @param ageMillis since it began to serve
     * @param answered requests since then
     */
    public static double share(long ageMillis, long answered) {
        double byAge = (double) ageMillis / WARM_AFTER_MILLIS;
        double byRequests = (double) answered / WARM_AFTER_REQUESTS;
        double warmth = Math.min(1, Math.max(0, Math.max(byAge, byRequests)));
        return FIRST_SHARE + (1 - FIRST_SHARE) * warmth;
    }
}
