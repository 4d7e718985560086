package org.whippletree.supervisor.admin;

import java.util.concurrent.CompletionStage;
import org.whippletree.supervisor.status.ServerStatus;

/** Whoever knows what the server is doing. */
@FunctionalInterface
public interface StatusSource {
    /**
     * A fresh status. Asks the children for the lines of their workers and waits up to a second for them; never blocks the
     * caller, which is an event loop. Completes exceptionally if there is no status to be had.
     */
    CompletionStage<ServerStatus> status();
}
