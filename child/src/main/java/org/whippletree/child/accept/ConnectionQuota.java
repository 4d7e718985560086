package org.whippletree.child.accept;

import java.util.function.IntUnaryOperator;
import org.whippletree.config.ChildLimits;

/**
 * How many connections a child may still accept ({@code MaxConnectionsPerChild}). As in httpd connections count, not requests; unlike
 * httpd's, each child stops up to a tenth early, at random, so that children started together do not leave together. Pure.
 */
public final class ConnectionQuota {
    private static final int SPREAD = 10;

    private final int most;
    private int accepted;

    /**
     * @param random a number from 0 to below its argument
     */
    public ConnectionQuota(ChildLimits limits, IntUnaryOperator random) {
        int limit = limits.maxConnections();
        this.most = limit - random.applyAsInt(limit / SPREAD + 1);
    }

    /** Counts one more; true for the one that uses the quota up, once. */
    public boolean usedUp() {
        if (most == 0) {
            return false;
        }
        accepted++;
        return accepted == most;
    }

    /** The bound with its share of chance; 0: none. */
    public int most() {
        return most;
    }
}
