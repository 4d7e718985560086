package org.whippletree.supervisor;

import java.util.List;
import org.whippletree.config.ServerConfig;
import org.whippletree.control.ListenerDescriptor;
import org.whippletree.supervisor.status.ServerFacts;

/**
 * What the children of one configuration have in common.
 *
 * @param config what each of them receives
 * @param server what status says about the server, the generation's number included
 * @param listeners the sockets that each of them receives
 * @param launcher starts them
 * @param exceptionHook told of those that have ended, of older generations too
 */
record Generation(
        ServerConfig config,
        ServerFacts server,
        List<ListenerDescriptor> listeners,
        ChildLauncher launcher,
        ExceptionHook exceptionHook) {
    Generation {
        listeners = List.copyOf(listeners);
    }

    int number() {
        return server.generation();
    }
}
