package org.whippletree.proxy.upstream;

/** An exchange that needs a connection to a backend. */
public interface Borrower extends AnswerReceiver {
    /** The connection is the exchange's until it is given back or abandoned. */
    void connected(UpstreamConnection connection);

    /** The backend cannot be reached; {@code reason} is for the log. */
    void connectFailed(String reason);

    /** Whether the exchange still needs one. */
    boolean wanted();
}
