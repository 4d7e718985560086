package org.whippletree.supervisor.status;

/**
 * What the supervisor knows of the server itself.
 *
 * @param host the machine's name, as in the keys of the scoreboard
 * @param pid the supervisor's process
 * @param version the product's version, without its name
 * @param generation the newest generation of children
 * @param startedAtMillis when the supervisor began, since the epoch
 * @param serverName the name of {@code ServerName}
 * @param serverLimit the slots there are
 * @param threadsPerChild the workers of one child
 * @param listenBacklog the bound of each accept queue
 */
public record ServerFacts(
        String host,
        long pid,
        String version,
        int generation,
        long startedAtMillis,
        String serverName,
        int serverLimit,
        int threadsPerChild,
        int listenBacklog) {}
