package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import org.whippletree.proxy.identity.ClientIdentity;
import org.whippletree.proxy.identity.IpAddresses;
import org.whippletree.proxy.identity.RemoteIp;

/** The other end of a client's connection, and for whom it asks. Owned by the event loop. */
final class ClientPeer {
    private final RemoteIp rules;
    private final Channel channel;
    private ClientIdentity ofConnection;
    private ClientIdentity ofRequest;

    ClientPeer(RemoteIp rules, Channel channel) {
        this.rules = rules;
        this.channel = channel;
    }

    /** Who has sent the request that begins; what it tells of that is taken from its fields. */
    void identify(HttpRequest request) {
        ClientIdentity known = ofConnection();
        ofRequest = channel.remoteAddress() instanceof InetSocketAddress peer
                ? rules.ofRequest(request.headers(), peer.getAddress(), known)
                : known;
    }

    /** The client of the request that came last, or else of the connection. */
    ClientIdentity identity() {
        return ofRequest == null ? ofConnection() : ofRequest;
    }

    private ClientIdentity ofConnection() {
        if (ofConnection == null) {
            ofConnection = channel.remoteAddress() instanceof InetSocketAddress peer
                    ? rules.ofConnection(peer)
                    : ClientIdentity.UNKNOWN;
        }
        return ofConnection;
    }

    /** The address that it has connected to, without port. */
    String serverAddress() {
        return IpAddresses.text(channel.localAddress());
    }
}
