package org.whippletree.proxy.identity;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a header of the PROXY protocol tells of a connection.
 *
 * @param source its client; empty if the sender does not know, or speaks for itself
 * @param destination what the client has connected to; there is none without a source
 */
public record ProxyHeader(Optional<InetSocketAddress> source, Optional<InetSocketAddress> destination) {
    /** Nothing is told: the connection is its sender's own. */
    public static final ProxyHeader UNKNOWN = new ProxyHeader(Optional.empty(), Optional.empty());

    /** Both ends are known. */
    public static ProxyHeader of(InetSocketAddress source, InetSocketAddress destination) {
        return new ProxyHeader(Optional.of(source), Optional.of(destination));
    }
}
