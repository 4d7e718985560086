package org.whippletree.config;

import java.time.Duration;

/**
 * How a child makes and keeps its connections to one backend; the names in parentheses are httpd's.
 *
 * @param keep which are kept, and for how long
 * @param acquire how long a request waits for a connection while {@code max} are in use; zero: for the backend's timeout
 * @param reuse whether a connection serves more than one request ({@code disablereuse}, {@code enablereuse})
 * @param ping how long a backend may take to say 100 before it is given a request's body; zero: it is not asked
 * @param addressTtl how long resolved addresses are kept; zero: as long as the resolver keeps them
 * @param tcpKeepAlive whether the kernel probes silent connections ({@code keepalive})
 * @param fieldSize bytes of the longest field line of an answer ({@code responsefieldsize})
 * @param receiveBuffer bytes of the socket's receive buffer; 0: the kernel decides
 * @param proxyHeader whether a connection begins by telling whose it is; then it serves no other client ({@code proxyprotocol})
 * @param flush when pieces of an answer go to the client ({@code flushpackets}, {@code flushwait})
 */
public record ConnectionRules(
        KeepRules keep,
        Duration acquire,
        boolean reuse,
        Duration ping,
        Duration addressTtl,
        boolean tcpKeepAlive,
        int fieldSize,
        int receiveBuffer,
        ProxyHeaderVersion proxyHeader,
        FlushRules flush) {
    /** What httpd allows a line of an answer by default. */
    public static final int DEFAULT_FIELD_SIZE = 8192;

    public ConnectionRules {
        Checks.require(fieldSize >= 1, "responsefieldsize is at least 1");
    }

    /**
     * Without a header of the PROXY protocol, and without waiting for more of an answer.
     *
     * @param idleMax unused connections that are kept
     */
    public ConnectionRules(
            int idleMax,
            Duration acquire,
            boolean reuse,
            Duration ping,
            Duration addressTtl,
            boolean tcpKeepAlive,
            int fieldSize,
            int receiveBuffer) {
        this(
                KeepRules.upTo(idleMax),
                acquire,
                reuse,
                ping,
                addressTtl,
                tcpKeepAlive,
                fieldSize,
                receiveBuffer,
                ProxyHeaderVersion.NONE,
                FlushRules.AT_ONCE);
    }

    /** What holds unless the configuration says otherwise. */
    public static ConnectionRules usual() {
        return new ConnectionRules(
                Integer.MAX_VALUE, Duration.ZERO, true, Duration.ZERO, Duration.ZERO, false, DEFAULT_FIELD_SIZE, 0);
    }
}
