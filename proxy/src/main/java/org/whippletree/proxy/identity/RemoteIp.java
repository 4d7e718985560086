package org.whippletree.proxy.identity;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.StringJoiner;
import org.whippletree.config.RemoteIpRules;

/**
 * Finds the client of a request in what proxies tell, as mod_remoteip does: from the end of the list, as long as who has appended an
 * address is trusted. What has been taken of the list leaves the field; the rest is some stranger's word. Pure.
 */
public final class RemoteIp {
    private static final int GLOBAL_UNICAST_MASK = 0xe0;
    private static final int GLOBAL_UNICAST = 0x20;

    private final RemoteIpRules rules;
    private final TrustedProxies proxies;

    public RemoteIp(RemoteIpRules rules) {
        this.rules = rules;
        this.proxies = new TrustedProxies(rules);
    }

    /** Whether requests of one connection may have several clients. */
    public boolean active() {
        return !rules.header().isEmpty();
    }

    /** Whether a connection from there brings the requests of many clients. */
    public boolean isProxy(SocketAddress peer) {
        return active() && peer instanceof InetSocketAddress inet && proxies.name(inet.getAddress());
    }

    /** Who holds a connection. */
    public ClientIdentity ofConnection(InetSocketAddress peer) {
        boolean vouched = proxies.of(peer.getAddress()) != TrustedProxies.Trust.NONE;
        String address = IpAddresses.text(peer.getAddress());
        return new ClientIdentity(address, peer.getPort(), address, vouched);
    }

    /**
     * Who has sent a request; takes from its fields what it has used.
     *
     * @param peer the other end of the connection
     * @param ofConnection what {@link #ofConnection} says of it
     */
    public ClientIdentity ofRequest(HttpHeaders headers, InetAddress peer, ClientIdentity ofConnection) {
        if (!active() || !ofConnection.vouched() || !headers.contains(rules.header())) {
            return ofConnection;
        }
        Walk walk = new Walk(String.join(", ", headers.getAll(rules.header())), peer);
        while (walk.step()) {
            // Each step goes to the one before.
        }
        if (!walk.begun) {
            return ofConnection;
        }
        if (walk.rest == null) {
            headers.remove(rules.header());
        } else {
            headers.set(rules.header(), walk.rest.stripTrailing());
        }
        if (!rules.proxiesHeader().isEmpty() && walk.passed.length() > 0) {
            headers.set(rules.proxiesHeader(), walk.passed.toString());
        }
        return new ClientIdentity(IpAddresses.text(walk.client), 0, ofConnection.address(), true);
    }

    /** The way from the end of the list to the client. */
    private final class Walk {
        private String rest;
        private InetAddress client;
        private boolean begun;
        private final StringJoiner passed = new StringJoiner(", ");

        Walk(String list, InetAddress peer) {
            this.rest = list;
            this.client = peer;
        }

        /** Whether the last address of the list is the client's, or that of a proxy before it. */
        boolean step() {
            if (rest == null) {
                return false;
            }
            TrustedProxies.Trust trust = proxies.of(client);
            if (trust == TrustedProxies.Trust.NONE) {
                return false;
            }
            int comma = rest.lastIndexOf(',');
            Optional<InetAddress> named = IpAddresses.read(withoutSpaces(rest.substring(comma + 1)));
            boolean internal = trust == TrustedProxies.Trust.ALL;
            if (named.isEmpty() || !(internal || isPublic(named.get()))) {
                return false;
            }
            if (!internal) {
                passed.add(IpAddresses.text(client));
            }
            client = named.get();
            begun = true;
            rest = comma < 0 ? null : rest.substring(0, comma);
            return true;
        }
    }

    private static String withoutSpaces(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && text.charAt(begin) == ' ') {
            begin++;
        }
        while (end > begin && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(begin, end);
    }

    /** As mod_remoteip sees it: none of RFC 1918's nor a loopback or link-local one; of IPv6 what is global unicast. */
    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !address.isSiteLocalAddress() && !address.isLoopbackAddress() && !address.isLinkLocalAddress();
        }
        return (address.getAddress()[0] & GLOBAL_UNICAST_MASK) == GLOBAL_UNICAST;
    }
}
