package org.whippletree.proxy.upstream;

/**
 * How long a backend leaves unused connections open, as its closes show. A request that must not be sent twice stays clear of that
 * time: the backend might be closing just then. Owned by the event loop.
 */
final class BackendPatience {
    private static final long UNKNOWN = Long.MAX_VALUE;

    private long shownNanos = UNKNOWN;

    /** The backend has closed a connection that was unused for so long. */
    void closedAfter(long idleNanos) {
        shownNanos = Math.min(shownNanos, idleNanos);
    }

    /** A connection is open though unused for so long: an earlier close had another reason, a restart for one. */
    void openAfter(long idleNanos) {
        if (shownNanos != UNKNOWN) {
            shownNanos = Math.max(shownNanos, idleNanos);
        }
    }

    /** Whether a connection unused for so long is far from being closed. */
    boolean farFromClosing(long idleNanos) {
        return idleNanos <= shownNanos / 4 * 3;
    }
}
