package org.whippletree.deploy;

import java.util.List;

/**
 * What one client has seen.
 *
 * @param exchanges requests that were answered well, in order
 * @param closesAnnounced answers that carried {@code Connection: close}
 * @param closesWhileIdle connections that ended while nothing was asked on them
 * @param losses requests that were not answered well
 */
record Tally(List<Exchange> exchanges, int closesAnnounced, int closesWhileIdle, List<LoadReport.Loss> losses) {
    /** A request and its answer, by {@link System#nanoTime}. */
    record Exchange(long askedAtNanos, long answeredAtNanos, long child) {
        long nanos() {
            return answeredAtNanos - askedAtNanos;
        }
    }

    int closes() {
        return closesAnnounced + closesWhileIdle;
    }
}
