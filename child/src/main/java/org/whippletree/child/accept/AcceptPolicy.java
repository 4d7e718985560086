package org.whippletree.child.accept;

import org.whippletree.config.AcceptLimits;

/**
 * httpd's accept formula (event MPM, listener thread): a child with an idle worker accepts while its connections, those in lingering
 * close left out, are fewer than {@code ThreadsPerChild + AsyncRequestWorkerFactor x idle workers}. Unlike httpd's, the factor's
 * fraction counts. Pure.
 */
public final class AcceptPolicy {
    private final AcceptLimits limits;

    public AcceptPolicy(AcceptLimits limits) {
        this.limits = limits;
    }

    /**
     * Whether the child should accept.
     *
     * @param connections open connections, those in lingering close left out
     * @param idleWorkers workers that no exchange holds
     * @param armed whether it accepts now: to begin again takes one more idle worker's worth of room
     */
    public boolean accepts(int connections, int idleWorkers, boolean armed) {
        if (idleWorkers == 0) {
            return false;
        }
        int counted = armed ? idleWorkers : idleWorkers - 1;
        return connections < limits.threadsPerChild() + counted * limits.asyncRequestWorkerFactor();
    }

    /** Whether the child has fewer connections than it would accept if all its workers were idle. */
    public boolean belowMost(int connections) {
        return connections < limits.threadsPerChild() * (1 + limits.asyncRequestWorkerFactor());
    }
}
