package org.whippletree.config;

/**
 * The numbers of httpd's accept formula: a child accepts while its connections are fewer than
 * {@code threadsPerChild + asyncRequestWorkerFactor x idle workers}.
 *
 * @param threadsPerChild workers of the child
 * @param asyncRequestWorkerFactor further connections for each idle worker; its fraction counts, unlike httpd's
 * @param counts which connections count
 */
public record AcceptLimits(int threadsPerChild, double asyncRequestWorkerFactor, AcceptCounts counts) {
    public AcceptLimits {
        Checks.require(threadsPerChild >= 1, "a child has a worker");
        Checks.require(asyncRequestWorkerFactor >= 1, "AsyncRequestWorkerFactor is at least 1");
    }
}
