package org.whippletree.supervisor;

/** Makes a generation of what the configuration file says now. */
interface GenerationMaker {
    /**
     * Begins to read and to check, and returns at once. The answer is a {@link SupervisorEvent.RestartPrepared} or a
     * {@link SupervisorEvent.RestartRefused}; a second call does not come before it.
     *
     * @param number the number of the generation
     */
    void begin(int number, RestartKind kind);
}
