package org.whippletree.proxy.client;

/** The life of a client's connection; exactly one at a time. */
public enum ClientState {
    /** A request's head is awaited or is coming in; no request has been begun. */
    READING,
    /** A request is with a worker, or waits for one. */
    PROCESSING,
    /** The answer is complete, its last bytes wait for a slow client. */
    WRITING,
    /** Idle: kept for another request. */
    KEEP_ALIVE,
    /** Our FIN is sent; what the client still sends is drained. */
    CLOSING,
    /** Bytes pass both ways after a switch of protocols. */
    TUNNEL,
    /** Gone. */
    CLOSED
}
