package org.whippletree.supervisor;

/**
 * A child as a later supervisor has to know it.
 *
 * @param slot its place in the scoreboard
 * @param generation the generation it was started for
 * @param pid of its process
 * @param startTicks when that began, as {@link ProcessStart} tells
 * @param startedAtMillis when that was, in milliseconds since 1970
 */
record SavedChild(int slot, int generation, long pid, long startTicks, long startedAtMillis) {
    /** Whether the process with this pid is still the child. */
    boolean lives() {
        return ProcessStart.ticks(pid).stream().anyMatch(ticks -> ticks == startTicks);
    }
}
