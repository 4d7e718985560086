package org.whippletree.supervisor;

/** The steps of a stop, in order; httpd's timeline, but kind to requests in flight before the first signal. */
enum StopStep {
    /** Children are asked to end within a grace period. */
    ASK(0),
    /** SIGTERM to those that live. */
    TERMINATE(6_000),
    /** SIGKILL to those that live. */
    KILL(9_000),
    /** The supervisor ends without them. */
    GIVE_UP(10_000);

    /** How long children may finish what is in flight. */
    static final long GRACE_MILLIS = 5_000;

    private final long afterMillis;

    StopStep(long afterMillis) {
        this.afterMillis = afterMillis;
    }

    /** Time since the stop began. */
    long afterMillis() {
        return afterMillis;
    }

    StopStep next() {
        return switch (this) {
            case ASK -> TERMINATE;
            case TERMINATE -> KILL;
            case KILL, GIVE_UP -> GIVE_UP;
        };
    }
}
