package org.whippletree.supervisor;

/** What happens to a child whose event loop hangs, in order. */
enum HangStep {
    /** It is asked, over the control channel, to write down what its threads do. */
    DUMP(0),
    /** One that could not gets SIGQUIT, on which a JVM writes the same to its standard error. */
    QUIT(1_000),
    /** It is killed; its exit brings a replacement. */
    KILL(2_000);

    private final long afterMillis;

    HangStep(long afterMillis) {
        this.afterMillis = afterMillis;
    }

    /** Time since the hang was noticed. */
    long afterMillis() {
        return afterMillis;
    }
}
