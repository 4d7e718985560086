package org.whippletree.proxy.client;

import io.netty.channel.Channel;
import java.util.HashMap;
import java.util.Map;
import org.whippletree.config.ClientCounts;
import org.whippletree.proxy.exchange.NamedHosts;
import org.whippletree.proxy.socket.ReadBuffers;

/** Makes accepted channels the connections of clients: as the hosts of the address say that they have come to. Owned by the event loop. */
public final class ClientPipeline {
    private final ClientServices services;
    private final Crowd crowd;
    private final ReadBuffers readBuffers = new ReadBuffers();
    private final Map<NamedHosts, ClientEntrance> entrances = new HashMap<>();

    /** @param counts how many clients there may be, at all addresses together */
    public ClientPipeline(ClientServices services, ClientCounts counts) {
        this.services = services;
        this.crowd = new Crowd(counts);
    }

    /** Makes an accepted channel, not yet registered, a client's connection. */
    public void prepare(Channel channel) {
        NamedHosts hosts = services.path().hosts().at(channel.localAddress());
        entrances
                .computeIfAbsent(
                        hosts,
                        key -> new ClientEntrance(
                                services.at(key.first()), crowd, new ProxyProtocol(key.proxyProtocol()), readBuffers))
                .prepare(channel);
    }
}
