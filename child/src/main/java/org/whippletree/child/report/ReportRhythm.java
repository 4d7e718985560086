package org.whippletree.child.report;

/**
 * When a load row is due: at once when the child's own state changes, at most every 100 ms when a figure does, once a second when
 * nothing happens. Pure.
 */
final class ReportRhythm {
    /** Between two rows while figures change. */
    static final long BUSY_INTERVAL_MILLIS = 100;

    /** So much before its time a row goes along with what wakes the loop anyway. */
    static final long SOON_MILLIS = 10;

    /** Between two rows of an idle child. */
    static final long HEARTBEAT_MILLIS = 1_000;

    private long lastMillis = Long.MIN_VALUE / 2;

    /** How long to wait before the next row, given that a figure has changed just now; 0: it is due. */
    long delayAfterChangeMillis(long nowMillis) {
        return Math.max(0, lastMillis + BUSY_INTERVAL_MILLIS - nowMillis);
    }

    /** Whether the next row may as well go now. */
    boolean dueSoon(long nowMillis) {
        long leftMillis = delayAfterChangeMillis(nowMillis);
        return leftMillis > 0 && leftMillis <= SOON_MILLIS;
    }

    /** Whether a row is due though nothing has changed. */
    boolean heartbeatDue(long nowMillis) {
        return nowMillis - lastMillis >= HEARTBEAT_MILLIS - BUSY_INTERVAL_MILLIS;
    }

    void published(long nowMillis) {
        lastMillis = nowMillis;
    }
}
