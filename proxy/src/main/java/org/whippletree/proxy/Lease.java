package org.whippletree.proxy;

/**
 * A worker at work for one exchange. Begins when the request's head is complete, ends when the last byte of the answer has been
 * handed to the client's connection or the exchange only waits for a slow client. Owned by the event loop.
 */
public interface Lease {
    /** Which request it works on, for the scoreboard; the parts are joined only when somebody looks. */
    void describe(String client, String method, String target, String version);

    /** The request's body is still coming in. */
    void reading();

    /** The request is with the backend, or its answer with the client. */
    void writing();

    /**
     * The worker is free again.
     *
     * @param bodyBytes bytes of the answer's body so far
     */
    void release(long bodyBytes);

    /**
     * A client that was too slow to hold a worker has been given the rest. Called after {@link #release}, when another exchange may
     * hold the worker.
     *
     * @param bodyBytes bytes of the answer's body since the release
     */
    void answeredLater(long bodyBytes);
}
