package org.whippletree.scoreboard;

/**
 * A child's figures, written often and small.
 *
 * @param pid tells two children apart that had the same slot and generation one after the other
 * @param stateSinceMillis when the state began; milliseconds since the epoch
 * @param accepting whether it has room for clients, so that they may come to it
 * @param armed whether it listens at this moment: of several children with room, a few do
 * @param work its workers and what they have to do
 * @param requests answered since it started
 * @param bytes of answers since it started
 * @param sheds keep-alive clients asked to reconnect since it started
 * @param crossed requests that crossed the FIN of an idle connection since it started, and got no answer
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
        boolean armed,
        ConnectionCounts connections,
        WorkCounts work,
        long requests,
        long bytes,
        ShedCounts sheds,
        long crossed,
        HoldOffCounts holdOffs,
        int acceptQueue,
        int loopLagMillis,
        long stampMillis) {
    public int workersBusy() {
        return work.busy();
    }

    public int workersIdle() {
        return work.idle();
    }

    public int queued() {
        return work.queued();
    }
}
