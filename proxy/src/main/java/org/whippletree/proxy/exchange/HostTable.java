package org.whippletree.proxy.exchange;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.VirtualHost;
import org.whippletree.proxy.chain.FilterLibrary;

/**
 * The hosts by the addresses that clients connect to, as httpd's: an exact address and port come first, then the address with any
 * port, any address with the port, any address and port, and the server itself is what is left. Owned by the event loop.
 */
public final class HostTable {
    private static final String ANY = "*";
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private final Map<ListenAddress, NamedHosts> byAddress = new HashMap<>();
    private final NamedHosts main;

    /** @param childLabel value of X-Whippletree-Child */
    HostTable(ProxyConfig config, String childLabel) {
        FilterLibrary library = FilterLibrary.of(
                config.all().stream().map(host -> host.options().filters()).toList());
        main = new NamedHosts(List.of(), List.of(new ServedHost(config, 0, childLabel, library)));
        Map<ListenAddress, List<Integer>> numbers = new HashMap<>();
        List<ServedHost> served = new ArrayList<>();
        for (int i = 0; i < config.hosts().size(); i++) {
            served.add(new ServedHost(config, i + 1, childLabel, library));
            for (ListenAddress address : config.hosts().get(i).addresses()) {
                List<Integer> sharing = numbers.computeIfAbsent(plain(address), key -> new ArrayList<>());
                if (!sharing.contains(i)) {
                    sharing.add(i);
                }
            }
        }
        numbers.forEach((address, sharing) -> byAddress.put(
                address,
                new NamedHosts(
                        sharing.stream()
                                .map(i -> config.hosts().get(i))
                                .map(VirtualHost::names)
                                .toList(),
                        sharing.stream().map(served::get).toList())));
    }

    /** The server itself. */
    public ServedHost main() {
        return main.first();
    }

    /** The hosts that a client may mean that has connected to this address. */
    public NamedHosts at(SocketAddress local) {
        if (byAddress.isEmpty() || !(local instanceof InetSocketAddress inet)) {
            return main;
        }
        String address = plain(inet.getAddress().getAddress());
        for (String host : List.of(address, ANY)) {
            for (int port : new int[] {inet.getPort(), 0}) {
                NamedHosts hosts = byAddress.get(new ListenAddress(host, port));
                if (hosts != null) {
                    return hosts;
                }
            }
        }
        return main;
    }

    private static ListenAddress plain(ListenAddress address) {
        byte[] octets = address.anyHost() ? null : NetUtil.createByteArrayFromIpAddressString(address.host());
        return octets == null ? address : new ListenAddress(plain(octets), address.port());
    }

    /** One spelling for each address; IPv4 within IPv6 is IPv4. */
    private static String plain(byte[] octets) {
        if (octets.length != IPV4_BYTES && octets.length != IPV6_BYTES) {
            throw new IllegalArgumentException("an address has 4 or 16 octets");
        }
        try {
            return InetAddress.getByAddress(octets).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
