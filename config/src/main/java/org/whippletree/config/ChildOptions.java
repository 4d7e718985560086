package org.whippletree.config;

import java.time.Duration;
import java.util.List;

/**
 * How a child process is started, and how long it outlives its supervisor.
 *
 * @param javaOptions JVM options of {@code ChildJavaOptions}, after our own
 * @param orphanTimeout how long a child serves without a supervisor
 */
public record ChildOptions(List<String> javaOptions, Duration orphanTimeout) {
    public ChildOptions {
        javaOptions = List.copyOf(javaOptions);
    }
}
