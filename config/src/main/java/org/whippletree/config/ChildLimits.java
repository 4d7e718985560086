package org.whippletree.config;

/**
 * What a child may use up before another one takes its place, and what its JVM may take.
 *
 * @param maxConnections accepted connections after which a child drains; 0: no bound
 * @param memoryBytes resident memory beyond which a child drains; 0: no bound
 * @param memFreeKib memory, per worker, that a child may keep without using it; 0: what its JVM keeps by itself
 * @param threadStackBytes the stack of each thread; 0: what the JVM takes by itself
 * @param computeThreads workers whose threads may compute at a time; 0: half of the cores, at least one
 */
public record ChildLimits(
        int maxConnections, long memoryBytes, int memFreeKib, int threadStackBytes, int computeThreads) {
    public ChildLimits {
        Checks.require(maxConnections >= 0, "MaxConnectionsPerChild is not negative");
        Checks.require(memoryBytes >= 0, "ChildMemoryLimit is not negative");
        Checks.require(memFreeKib >= 0, "MaxMemFree is not negative");
        Checks.require(threadStackBytes >= 0, "ThreadStackSize is not negative");
        Checks.require(computeThreads >= 0, "ComputeThreads is not negative");
    }

    /** With as many computing threads as the cores suggest. */
    public ChildLimits(int maxConnections, long memoryBytes, int memFreeKib, int threadStackBytes) {
        this(maxConnections, memoryBytes, memFreeKib, threadStackBytes, 0);
    }

    /** No bounds but the JVM's own. */
    public static ChildLimits none() {
        return new ChildLimits(0, 0, 0, 0);
    }
}
