package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.whippletree.proxy.identity.ClientIdentity;
import org.whippletree.proxy.identity.IpAddresses;
import org.whippletree.proxy.identity.ProxyHeader;
import org.whippletree.proxy.identity.RemoteIp;

/** The other end of a client's connection, and for whom it asks. Owned by the event loop. */
final class ClientPeer {
    private final Channel channel;
    private RemoteIp rules;
    private Optional<ProxyHeader> told = Optional.empty();
    private ClientIdentity ofConnection;
    private ClientIdentity ofRequest;

    ClientPeer(RemoteIp rules, Channel channel) {
        this.rules = rules;
        this.channel = channel;
    }

    /** The PROXY protocol has told who it is. As in httpd that holds for all of its requests, whatever they tell. */
    void told(ProxyHeader header) {
        told = Optional.of(header);
        ofConnection = null;
    }

    /** Who has sent the request that begins; what it tells of that is taken from its fields, as far as the host that it is for trusts it. */
    void identify(HttpRequest request, RemoteIp ofHost) {
        if (rules != ofHost) {
            rules = ofHost;
            ofConnection = null;
        }
        ClientIdentity known = ofConnection();
        ofRequest = told.isEmpty() && channel.remoteAddress() instanceof InetSocketAddress peer
                ? rules.ofRequest(request.headers(), peer.getAddress(), known)
                : known;
    }

    /** The client of the request that came last, or else of the connection. */
    ClientIdentity identity() {
        return ofRequest == null ? ofConnection() : ofRequest;
    }

    private ClientIdentity ofConnection() {
        if (ofConnection == null) {
            SocketAddress socket = told.flatMap(ProxyHeader::source)
                    .<SocketAddress>map(source -> source)
                    .orElseGet(channel::remoteAddress);
            ofConnection = socket instanceof InetSocketAddress peer ? rules.ofConnection(peer) : ClientIdentity.UNKNOWN;
        }
        return ofConnection;
    }

    /** What a backend may be told of the client's connection. */
    ProxyHeader introduction() {
        Optional<InetAddress> client = IpAddresses.read(identity().address());
        SocketAddress server = told.flatMap(ProxyHeader::destination)
                .<SocketAddress>map(destination -> destination)
                .orElseGet(channel::localAddress);
        return client.isPresent() && server instanceof InetSocketAddress destination
                ? ProxyHeader.of(new InetSocketAddress(client.get(), identity().port()), destination)
                : ProxyHeader.UNKNOWN;
    }

    /** The address that it has connected to, without port. */
    String serverAddress() {
        return IpAddresses.text(channel.localAddress());
    }
}
