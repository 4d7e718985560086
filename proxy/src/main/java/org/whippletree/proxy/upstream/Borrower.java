package org.whippletree.proxy.upstream;

import org.whippletree.proxy.identity.ProxyHeader;

/** Who needs a connection to a backend. */
public interface Borrower {
    /** A new connection is being made for it; before that it may have waited in line. */
    void connecting();

    /** The connection is the borrower's, once it has said who receives its answers, until it is given back or abandoned. */
    void connected(UpstreamConnection connection);

    /** The backend cannot be reached; {@code reason} is for the log. */
    void connectFailed(String reason);

    /** What the backend is to be told of its client, if it is told at all. */
    ProxyHeader introduction();

    /** Which kept connections may carry its request. */
    KeptChoice keptChoice();
}
