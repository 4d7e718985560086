package org.whippletree.supervisor;

/** What follows from the end of a child while the server runs (httpd's event MPM, exit codes of children). */
enum ExitVerdict {
    /** It was told to leave, or has left: whoever follows it is on the way. */
    EXPECTED,
    /** Another child takes its place. */
    REPLACED,
    /** A resource lacked: another child is tried, slowly, as long as some child serves. */
    SICK,
    /** An older generation's child could not be set up: that says nothing of the current ones. */
    OBSOLETE_FATAL,
    /** No child can be set up. */
    FATAL;

    /**
     * @param expected whether the child was told to leave, or has left
     * @param current whether it was of the current generation
     */
    static ExitVerdict of(ChildExit exit, boolean expected, boolean current) {
        if (exit.fatal()) {
            return current ? FATAL : OBSOLETE_FATAL;
        }
        if (expected) {
            return EXPECTED;
        }
        return exit.sick() ? SICK : REPLACED;
    }
}
