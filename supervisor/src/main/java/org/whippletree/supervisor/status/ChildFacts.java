package org.whippletree.supervisor.status;

/**
 * What the supervisor knows of one child, whether or not the child has written a row.
 *
 * @param slot its place, from 0
 * @param generation the generation it belongs to
 * @param pid its process
 * @param state STARTING, READY, DRAINING or STOPPING
 * @param sinceMillis when it took that state, since the epoch
 */
public record ChildFacts(int slot, int generation, long pid, String state, long sinceMillis) {
    /** Whether the child serves, as opposed to one that comes or goes. */
    public boolean ready() {
        return state.equals("READY");
    }

    /** Whether the child is on its way out; httpd calls such a process stopping. */
    public boolean leaving() {
        return state.equals("DRAINING") || state.equals("STOPPING");
    }
}
