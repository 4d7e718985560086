package org.whippletree.scoreboard;

/**
 * A child's figures, written often and small.
 *
 * @param pid tells two children apart that had the same slot and generation one after the other
 * @param stateSinceMillis when the state began; milliseconds since the epoch
 * @param accepting whether it takes clients at this moment
 * @param workersBusy workers that a request has leased
 * @param queued requests that wait for a worker
 * @param requests answered since it started
 * @param bytes of answers since it started
 * @param sheds keep-alive clients asked to reconnect since it started
 * @param holdOffs accepts it held back for a less busy sibling since it started
 * @param acceptQueue clients that wait in the kernel's queue, which all children share
 * @param loopLagMillis how late its event loop runs
 * @param stampMillis when the row was made; milliseconds since the epoch
 */
public record LoadRow(
        ChildId id,
        long pid,
        ChildState state,
        long stateSinceMillis,
        boolean accepting,
        ConnectionCounts connections,
        int workersBusy,
        int workersIdle,
        int queued,
        long requests,
        long bytes,
        long sheds,
        long holdOffs,
        int acceptQueue,
        int loopLagMillis,
        long stampMillis) {}
