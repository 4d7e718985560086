package org.whippletree.config;

/**
 * What each listening socket is given; the sockets of its clients inherit it.
 *
 * @param backlog the bound of the accept queue, as given to listen(2)
 * @param sendBufferBytes the size of the send buffer; 0 leaves it to the kernel
 * @param receiveBufferBytes the size of the receive buffer; 0 leaves it to the kernel
 */
public record ListenOptions(int backlog, int sendBufferBytes, int receiveBufferBytes) {
    /** The smallest buffer that can be asked for. */
    public static final int LEAST_BUFFER_BYTES = 512;

    public ListenOptions {
        Checks.require(backlog >= 1, "ListenBacklog must be > 0");
        Checks.require(isSize(sendBufferBytes) && isSize(receiveBufferBytes), "a buffer has 512 bytes or more");
    }

    /** Buffers as the kernel sizes them. */
    public static ListenOptions ofBacklog(int backlog) {
        return new ListenOptions(backlog, 0, 0);
    }

    private static boolean isSize(int bytes) {
        return bytes == 0 || bytes >= LEAST_BUFFER_BYTES;
    }
}
