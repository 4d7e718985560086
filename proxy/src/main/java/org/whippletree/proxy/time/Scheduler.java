package org.whippletree.proxy.time;

/** What timeouts ask of an event loop. */
@FunctionalInterface
public interface Scheduler {
    /** Runs the action once on the loop, so many nanoseconds from now. */
    void schedule(Runnable action, long delayNanos);
}
