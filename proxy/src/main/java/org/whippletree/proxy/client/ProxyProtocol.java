package org.whippletree.proxy.client;

import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.whippletree.config.ProxyProtocolRules;
import org.whippletree.proxy.access.AddressMatcher;
import org.whippletree.proxy.identity.IpAddresses;

/** From whom a header of the PROXY protocol is expected ({@code RemoteIPProxyProtocol}). Owned by the event loop. */
final class ProxyProtocol {
    private static final System.Logger LOG = System.getLogger(ProxyProtocol.class.getName());

    private final boolean expected;
    private final List<AddressMatcher> exceptions;
    private boolean logged;

    ProxyProtocol(ProxyProtocolRules rules) {
        this.expected = rules.expected();
        this.exceptions = rules.exceptions().stream().map(AddressMatcher::new).toList();
    }

    /** Whether anybody has to send one. */
    boolean active() {
        return expected;
    }

    /** Reads the header of one connection. */
    ChannelHandler reader() {
        return new ProxyHeaderReader(this);
    }

    boolean expectedFrom(SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress inet)) {
            return false;
        }
        byte[] octets = inet.getAddress().getAddress();
        return exceptions.stream().noneMatch(range -> range.contains(octets));
    }

    /** Says why a connection is closed; the first one aloud, since a balancer may be set up wrong. */
    void refused(SocketAddress peer, String reason) {
        System.Logger.Level level = logged ? System.Logger.Level.INFO : System.Logger.Level.WARNING;
        String more = logged
                ? ""
                : "; further ones are logged at level info. RemoteIPProxyProtocol is On: does the balancer send the header?";
        logged = true;
        LOG.log(level, "client {0} is closed: {1}{2}", IpAddresses.text(peer), reason, more);
    }
}
