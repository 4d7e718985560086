package org.whippletree.proxy.exchange;

/** How far an exchange has come. */
enum ExchangeState {
    /** Where it goes is being found out. */
    ROUTING,
    /** It waits for a worker. */
    QUEUED,
    /** It waits for a connection to a backend. */
    CONNECTING,
    /** The request goes out; no byte of the final answer has come. */
    REQUESTING,
    /** The answer comes in and goes out. */
    ANSWERING,
    /** It is over. */
    DONE
}
