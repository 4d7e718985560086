package org.whippletree.child.share;

/**
 * A child's work, averaged over about 250 ms with the newest counting most: the {@code load} of its row. The work stays as it was
 * last told until it is told anew, so it has to be told at each change only. With it goes how many requests end, averaged alike, and
 * from both how long one is in hand. Owned by the event loop.
 */
public final class LoadAverage {
    /** After twice this time seven eighths of a change are in the average. */
    static final double TIME_CONSTANT_NANOS = 120e6;

    /** A loop later than this has work that no worker shows. */
    static final int LAG_THAT_COUNTS_MILLIS = 20;

    private double average;
    private double work;
    private double endedPerNano;
    private long endedBefore;
    private long sinceNanos;
    private boolean begun;

    /**
     * Tells the work from now on.
     *
     * @param workersBusy workers leased
     * @param queued requests that wait for a worker
     * @param loopLagMillis how late the event loop keeps running: each 20 ms weigh as a request, up to as many as there are workers
     * @param ended requests that have ended since the child started
     */
    public void tell(int workersBusy, int queued, int loopLagMillis, int workers, long ended, long nowNanos) {
        advance(nowNanos);
        endedPerNano += (ended - endedBefore) / TIME_CONSTANT_NANOS;
        endedBefore = ended;
        work = workersBusy + queued + Math.min(workers, loopLagMillis / LAG_THAT_COUNTS_MILLIS);
    }

    /** The average up to now. */
    public double at(long nowNanos) {
        advance(nowNanos);
        return average;
    }

    /**
     * How long a request is in hand, of late, in nanoseconds: as many as are in hand over as many as end (Little's law). Without bound
     * as long as none has ended.
     */
    public double requestNanos(long nowNanos) {
        advance(nowNanos);
        return endedPerNano > 0 ? average / endedPerNano : Double.POSITIVE_INFINITY;
    }

    private void advance(long nowNanos) {
        if (begun && nowNanos != sinceNanos) {
            // Not expm1, for which a JVM has no machine code of its own.
            double gone = 1 - Math.exp((sinceNanos - nowNanos) / TIME_CONSTANT_NANOS);
            average += (work - average) * gone;
            endedPerNano -= endedPerNano * gone;
        }
        begun = true;
        sinceNanos = nowNanos;
    }
}
