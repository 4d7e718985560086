package org.whippletree.proxy.filter;

/** Where a filter works. */
public enum FilterKind {
    /** On the event loop of the child, which serves all its clients: it never blocks and takes microseconds for a piece. */
    EVENT,
    /** On the thread of the worker that the exchange has leased, for one call at a time: it may block and compute. */
    BLOCKING,
    /**
     * On one thread for all bodies of a client's connection, which holds a worker for its whole life: from the accept if the filter
     * holds for every path of the host, else from the first request on whose path has it. For what is bound to a thread; each such
     * connection costs a worker.
     */
    CONNECTION
}
