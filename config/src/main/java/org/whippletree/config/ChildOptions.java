package org.whippletree.config;

import java.time.Duration;
import java.util.List;

/**
 * How a child process is started, how long it outlives its supervisor, and how it shares clients with its siblings.
 *
 * @param javaOptions JVM options of {@code ChildJavaOptions}, after our own
 * @param orphanTimeout how long a child serves without a supervisor
 * @param sharing how it shares clients with its siblings
 */
public record ChildOptions(List<String> javaOptions, Duration orphanTimeout, SharingRules sharing) {
    public ChildOptions {
        javaOptions = List.copyOf(javaOptions);
    }
}
