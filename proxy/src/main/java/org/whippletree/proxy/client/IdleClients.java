package org.whippletree.proxy.client;

/** The idle connections of a child, the one idle longest first. Owned by the event loop. */
final class IdleClients {
    private IdleTime first;
    private IdleTime last;

    void add(IdleTime idle, long nowNanos) {
        idle.sinceNanos = nowNanos;
        idle.before = last;
        idle.after = null;
        if (last == null) {
            first = idle;
        } else {
            last.after = idle;
        }
        last = idle;
    }

    void remove(IdleTime idle) {
        if (idle.before == null) {
            first = idle.after;
        } else {
            idle.before.after = idle.after;
        }
        if (idle.after == null) {
            last = idle.before;
        } else {
            idle.after.before = idle.before;
        }
        idle.before = null;
        idle.after = null;
    }

    /** Whether a connection has been idle for so long. */
    boolean any(long nanos, long nowNanos) {
        return first != null && nowNanos - first.sinceNanos >= nanos;
    }

    /** Closes connections that have been idle for so long, the longest first; answers how many. */
    int close(int most, long nanos, long nowNanos) {
        int closed = 0;
        while (closed < most && any(nanos, nowNanos)) {
            // It leaves the list as it changes its state.
            first.connection.closeIfIdle();
            closed++;
        }
        return closed;
    }
}
