package org.whippletree.config;

import java.util.List;

/**
 * The whole server as its configuration file describes it, resolved and immutable: what the supervisor starts from and what each
 * child receives.
 *
 * @param serverName the name of {@code ServerName}, or the host's own
 * @param paths files and folders, all absolute
 * @param logLevel the least urgent level that is written
 * @param listeners where clients are accepted, in file order, without doubles
 * @param listenOptions what each listening socket is given
 * @param adminListeners where status is served over TCP; empty: on the admin socket only
 * @param processes how many children and workers there may be
 * @param child how a child process is started and how long it outlives its supervisor
 * @param grace how long children that leave may take
 * @param proxy what a child does with a request
 */
public record ServerConfig(
        String serverName,
        FilePaths paths,
        LogLevel logLevel,
        List<ListenAddress> listeners,
        ListenOptions listenOptions,
        List<ListenAddress> adminListeners,
        ProcessLimits processes,
        ChildOptions child,
        GracePeriods grace,
        ProxyConfig proxy) {
    public ServerConfig {
        listeners = List.copyOf(listeners);
        adminListeners = List.copyOf(adminListeners);
        Checks.require(!listeners.isEmpty(), "a server needs at least one Listen");
    }
}
