package org.whippletree.supervisor;

/** The two ways to a new generation; the later one includes the earlier one. */
enum RestartKind {
    /** Children are replaced one by one, and the old ones finish what is in flight. */
    GRACEFUL("AH00493: SIGUSR1 received.  Doing graceful restart"),
    /** All children are stopped, as for a stop, and new ones are started at once. */
    HARD("AH00494: SIGHUP received.  Attempting to restart");

    private final String notice;

    RestartKind(String notice) {
        this.notice = notice;
    }

    String notice() {
        return notice;
    }

    RestartKind or(RestartKind other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
