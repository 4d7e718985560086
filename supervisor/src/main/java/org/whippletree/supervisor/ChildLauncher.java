package org.whippletree.supervisor;

import java.io.IOException;

/** Starts child processes. */
interface ChildLauncher {
    /**
     * Starts one child; returns as soon as its process exists.
     *
     * @throws IOException if the operating system refuses another process
     */
    ChildProcess launch(int slot, int generation) throws IOException;
}
