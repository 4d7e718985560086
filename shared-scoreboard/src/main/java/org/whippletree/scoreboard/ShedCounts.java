package org.whippletree.scoreboard;

/**
 * Keep-alive clients that a child has asked to reconnect since it started, by the reason.
 *
 * @param busierThanSiblings it was clearly busier than its siblings
 * @param workersBusy its workers were all busy while siblings had room
 * @param clientsWaiting clients waited in the accept queue and no child could take one
 * @param ownWorkersBusy its workers were all busy, and nothing fresh was known of its siblings
 * @param idleClosed those of them that were idle and got a FIN, not a word in an answer
 */
public record ShedCounts(
        long busierThanSiblings, long workersBusy, long clientsWaiting, long ownWorkersBusy, long idleClosed) {
    private static final ShedCounts NONE = new ShedCounts(0, 0, 0, 0, 0);

    public static ShedCounts none() {
        return NONE;
    }

    /** All of them. */
    public long total() {
        return busierThanSiblings + workersBusy + clientsWaiting + ownWorkersBusy;
    }
}
