package org.whippletree.supervisor;

/**
 * How the server runs.
 *
 * @param singleChild one child, which is not replaced: the server ends with it ({@code -X})
 * @param onTerminal whether a terminal controls the process: its resizes send WINCH, which then means nothing
 */
public record RunMode(boolean singleChild, boolean onTerminal) {
    /** For this process. */
    public static RunMode of(boolean singleChild) {
        return new RunMode(singleChild, ControllingTerminal.controls(OwnProcess.pid()));
    }

    /** As many children as configured, each replaced when it ends, and no terminal. */
    public static RunMode normal() {
        return new RunMode(false, false);
    }
}
