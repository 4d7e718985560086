package org.whippletree.config;

import java.time.Duration;
import java.util.List;

/**
 * How a child process is started, how long it outlives its supervisor, and how it shares clients with its siblings.
 *
 * @param javaOptions JVM options of {@code ChildJavaOptions}, after our own
 * @param orphanTimeout how long a child serves without a supervisor
 * @param sharing how it shares clients with its siblings
 * @param limits what a child may use up
 * @param crashes what is left behind by one that breaks down
 * @param owner whom children belong to if root starts the server
 */
public record ChildOptions(
        List<String> javaOptions,
        Duration orphanTimeout,
        SharingRules sharing,
        ChildLimits limits,
        CrashOptions crashes,
        ChildOwner owner) {
    public ChildOptions {
        javaOptions = List.copyOf(javaOptions);
    }
}
