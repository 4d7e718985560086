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
     * Runs a step on the worker's own thread; one after the other, while the worker is leased.
     *
     * @param job on whose behalf, for the scoreboard
     * @param computes whether the step does nothing but compute: only a few do at a time, so that the event loop finds a core
     * @param after what is run on the event loop behind it, or at once if the lease is released before the step begins
     */
    void run(String job, boolean computes, Runnable step, Runnable after);

    /**
     * Binds the worker to a client's connection: from here on {@link #release} ends its work for an exchange and frees it for no
     * other, until it is {@link #dismiss dismissed}.
     */
    void reserve();

    /** A reserved worker takes up the connection's next exchange, or the rest of the one in hand. */
    void renew();

    /** The connection is gone: a reserved worker is free again. Called once, after {@link #release}. */
    void dismiss();

    /**
     * The worker is free again; if a step is being made, its thread is interrupted, and the worker is free once that has returned.
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
