package org.whippletree.supervisor.command;

/** What the command line returns. */
final class ExitCode {
    /** It did what it was asked. */
    static final int OK = 0;
    /** It failed at run time. */
    static final int FAILURE = 1;
    /** It was called wrongly. */
    static final int USAGE = 2;
    /** The configuration is broken (sysexits' EX_CONFIG). */
    static final int CONFIG = 78;

    private ExitCode() {}
}
