package org.whippletree.supervisor;

import org.whippletree.supervisor.command.WhippletreeCommand;

/** The program {@code whippletree}: the command line decides what this process becomes. */
public final class SupervisorMain {
    private SupervisorMain() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(WhippletreeCommand.execute(args));
    }
}
