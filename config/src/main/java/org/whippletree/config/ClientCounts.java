package org.whippletree.config;

/**
 * How many clients a child has at most; what is more is answered 503 and closed.
 *
 * @param perAddress connections of one address; 0: any number ({@code MaxConnectionsPerAddress})
 * @param total connections of all; 0: any number ({@code MaxConnections}, the child's part of it)
 */
public record ClientCounts(int perAddress, int total) {
    /** No bound. */
    public static ClientCounts unbounded() {
        return new ClientCounts(0, 0);
    }
}
