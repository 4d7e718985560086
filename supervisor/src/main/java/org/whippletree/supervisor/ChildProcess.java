package org.whippletree.supervisor;

import java.util.concurrent.CompletionStage;

/** A process that was started as a child. Signals to a process that has ended do nothing. */
interface ChildProcess {
    long pid();

    /** When it began, as {@link ProcessStart} tells; 0 if that is not known. */
    long startTicks();

    /** Sends SIGTERM. */
    void terminate();

    /** Sends SIGQUIT, on which a JVM writes to its standard error what its threads do; never waits. */
    void quit();

    /** Sends SIGKILL. */
    void kill();

    /** Completes, on a thread of the JDK, with the exit value: 128 + n if signal n ended the process, {@link ChildExit#UNSEEN} if nobody knows. */
    CompletionStage<Integer> exit();
}
