package org.whippletree.proxy.client;

/** What becomes of a connection after the answer in hand. */
enum ClientIntent {
    /** It is kept for another request. */
    KEEP,
    /** It is closed. */
    CLOSE,
    /** It is closed, and the close is what ends the answer's body (an HTTP/1.0 client, a body of unknown length). */
    CLOSE_ENDS_BODY
}
