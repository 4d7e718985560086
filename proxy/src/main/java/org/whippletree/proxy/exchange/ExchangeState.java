package org.whippletree.proxy.exchange;

/** How far an exchange has come. */
enum ExchangeState {
    /** Where it goes is being found out, or it waits for a worker. */
    ENTERING,
    /** It waits for a connection to a backend. */
    CONNECTING,
    /** The request goes out; no byte of the final answer has come. */
    REQUESTING,
    /** The answer comes in and goes out. */
    ANSWERING,
    /** The backend's answer has come whole; filters work on it, or the client takes it slowly. */
    FINISHING,
    /** It is over. */
    DONE
}
