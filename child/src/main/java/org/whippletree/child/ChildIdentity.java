package org.whippletree.child;

/**
 * Who this child is.
 *
 * @param host the machine's name
 * @param slot its place in the scoreboard
 * @param generation the generation of the configuration it was started for
 * @param pid its process
 */
record ChildIdentity(String host, int slot, int generation, long pid) {
    /** As {@code X-Whippletree-Child} tells it. */
    String label() {
        return slot + "-" + pid;
    }
}
