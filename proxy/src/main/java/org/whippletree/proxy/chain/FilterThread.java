package org.whippletree.proxy.chain;

/** The thread of the worker that an exchange has, or gets for this. Asked on the event loop. */
public interface FilterThread {
    /**
     * Runs a step of a filter on the thread, as soon as there is one.
     *
     * @param filter on whose behalf, for the scoreboard
     * @param computes whether the step does nothing but compute
     * @param step what is run on the thread
     * @param after what is run on the event loop behind it, or at once if the step is not made any more
     */
    void run(String filter, boolean computes, Runnable step, Runnable after);
}
