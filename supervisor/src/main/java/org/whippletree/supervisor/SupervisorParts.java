package org.whippletree.supervisor;

import java.util.List;
import java.util.function.LongSupplier;
import org.whippletree.config.ServerConfig;
import org.whippletree.control.ListenerDescriptor;
import org.whippletree.supervisor.notify.Notifier;
import org.whippletree.supervisor.status.ServerFacts;

/**
 * What a supervisor works with.
 *
 * @param config what each child receives
 * @param mode whether there is more than one child
 * @param server what status says about the server, its generation included
 * @param processors processors of the machine: so many children start at once
 * @param listeners the sockets that each child receives
 * @param launcher starts child processes
 * @param spawned whom the control socket admits
 * @param exceptionHook told of children that have ended
 * @param notifier tells the service manager
 * @param clock milliseconds that only grow; every time and deadline of the loop
 * @param wallMillis milliseconds since 1970, for stamps that other processes read
 * @param whenServing called once on the loop, when as many children serve as should
 * @param whenStopping called at most once on the loop, before children are stopped: the listeners are not needed any more
 */
record SupervisorParts(
        ServerConfig config,
        RunMode mode,
        ServerFacts server,
        int processors,
        List<ListenerDescriptor> listeners,
        ChildLauncher launcher,
        SpawnedChildren spawned,
        ExceptionHook exceptionHook,
        Notifier notifier,
        LongSupplier clock,
        LongSupplier wallMillis,
        Runnable whenServing,
        Runnable whenStopping) {
    SupervisorParts {
        listeners = List.copyOf(listeners);
    }

    long nowMillis() {
        return clock.getAsLong();
    }

    int generation() {
        return server.generation();
    }

    PoolPolicy policy() {
        int target = mode.singleChild() ? 1 : config.processes().startServers();
        return new PoolPolicy(target, config.processes().serverLimit(), processors);
    }
}
