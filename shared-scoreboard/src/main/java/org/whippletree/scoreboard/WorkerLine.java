package org.whippletree.scoreboard;

/**
 * One worker, as a status page shows it.
 *
 * @param letter its state, in httpd's letters
 * @param requests served since the child started
 * @param bytes of answers since the child started
 * @param stateSinceMillis when the letter began; milliseconds since the epoch
 * @param client the address it works for, or worked for last; empty before the first
 * @param request the request line; empty before the first
 * @param job the filter or check that is at work on its thread; empty if there is none
 */
public record WorkerLine(
        int number,
        char letter,
        long requests,
        long bytes,
        long stateSinceMillis,
        String client,
        String request,
        String job) {
    /** One whose thread does nothing. */
    public WorkerLine(
            int number, char letter, long requests, long bytes, long stateSinceMillis, String client, String request) {
        this(number, letter, requests, bytes, stateSinceMillis, client, request, "");
    }
}
