package org.whippletree.supervisor;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.whippletree.supervisor.notify.Notifier;

/**
 * What a supervisor works with.
 *
 * @param mode whether there is more than one child
 * @param first the generation that the server starts with
 * @param maker makes the later ones
 * @param processors processors of the machine: so many children start at once
 * @param spawned whom the control socket admits
 * @param state keeps what a later supervisor has to know, should this one die; called on the loop
 * @param notifier tells the service manager
 * @param clock milliseconds that only grow; every time and deadline of the loop
 * @param wallMillis milliseconds since 1970, for stamps that other processes read
 * @param scoreboardStart starts the scoreboard, whose coming it posts; called once on the loop
 * @param whenServing called once on the loop, when as many children serve as should
 * @param whenStopping called at most once on the loop, when a stop has begun and no listener is on its way to a child
 */
record SupervisorParts(
        RunMode mode,
        Generation first,
        GenerationMaker maker,
        int processors,
        SpawnedChildren spawned,
        Consumer<SavedState> state,
        Notifier notifier,
        LongSupplier clock,
        LongSupplier wallMillis,
        Consumer<Consumer<SupervisorEvent>> scoreboardStart,
        Runnable whenServing,
        Runnable whenStopping) {
    long nowMillis() {
        return clock.getAsLong();
    }
}
