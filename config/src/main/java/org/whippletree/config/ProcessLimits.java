package org.whippletree.config;

/**
 * How many children there may be and how many workers each has, after httpd's clamps.
 *
 * @param startServers children started at first
 * @param serverLimit slots: the bound on living children of a generation
 * @param threadLimit the bound of ThreadsPerChild
 * @param threadsPerChild workers of one child
 * @param maxRequestWorkers workers of the whole server; a multiple of threadsPerChild
 * @param minSpareThreads idle workers below which children are added
 * @param maxSpareThreads idle workers above which children are retired
 */
public record ProcessLimits(
        int startServers,
        int serverLimit,
        int threadLimit,
        int threadsPerChild,
        int maxRequestWorkers,
        int minSpareThreads,
        int maxSpareThreads) {
    public ProcessLimits {
        Checks.require(threadsPerChild >= 1 && threadsPerChild <= threadLimit, "1 <= ThreadsPerChild <= ThreadLimit");
        Checks.require(maxRequestWorkers >= threadsPerChild, "MaxRequestWorkers >= ThreadsPerChild");
        Checks.require(maxRequestWorkers / threadsPerChild <= serverLimit, "MaxRequestWorkers fit in ServerLimit");
        Checks.require(startServers >= 1 && startServers <= serverLimit, "1 <= StartServers <= ServerLimit");
    }

    /** The most children that may accept at one time (httpd's active daemons limit). */
    public int activeChildrenLimit() {
        return maxRequestWorkers / threadsPerChild;
    }
}
