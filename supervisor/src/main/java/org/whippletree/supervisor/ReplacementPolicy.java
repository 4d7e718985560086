package org.whippletree.supervisor;

/**
 * How many children of older generations may still serve while the current one takes over: each new one that serves lets an old one
 * go, so that there are never fewer than before; once enough new ones serve, none is left. Pure.
 *
 * @param servedBefore children that served when the current generation began
 * @param target children of the current generation that should serve
 */
record ReplacementPolicy(int servedBefore, int target) {
    /** @param servingNow children of the current generation that serve */
    int olderThatMayServe(int servingNow) {
        return servingNow >= target ? 0 : Math.max(0, servedBefore - servingNow);
    }
}
