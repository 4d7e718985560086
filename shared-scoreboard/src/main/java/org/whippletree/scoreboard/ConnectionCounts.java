package org.whippletree.scoreboard;

/**
 * The client connections of one child by what they are doing.
 *
 * @param reading a request's head is being read
 * @param processing a request is being forwarded
 * @param writing an answer is complete and waits for a slow client
 * @param keepAlive idle between two requests
 * @param closing lingering: the last answer was sent, the client's end is awaited
 * @param tunnel upgraded; bytes pass both ways
 */
public record ConnectionCounts(int reading, int processing, int writing, int keepAlive, int closing, int tunnel) {
    private static final ConnectionCounts NONE = new ConnectionCounts(0, 0, 0, 0, 0, 0);

    /** No connection at all. */
    public static ConnectionCounts none() {
        return NONE;
    }

    /** Every open connection. */
    public int total() {
        return lingeringExcluded() + closing;
    }

    /** Every open connection but the closing ones: what httpd's accept formula counts. */
    public int lingeringExcluded() {
        return reading + processing + writing + keepAlive + tunnel;
    }

    /** Column by column, both together. */
    public ConnectionCounts plus(ConnectionCounts other) {
        return new ConnectionCounts(
                reading + other.reading,
                processing + other.processing,
                writing + other.writing,
                keepAlive + other.keepAlive,
                closing + other.closing,
                tunnel + other.tunnel);
    }
}
