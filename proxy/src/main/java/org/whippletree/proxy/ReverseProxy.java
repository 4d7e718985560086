package org.whippletree.proxy;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.List;
import org.whippletree.config.ProxyConfig;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.client.ClientPipeline;
import org.whippletree.proxy.client.ClientServices;
import org.whippletree.proxy.client.Clients;
import org.whippletree.proxy.client.ServingPhase;
import org.whippletree.proxy.exchange.DataPath;
import org.whippletree.proxy.log.AccessLogs;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.upstream.Connector;

/**
 * The data path of one child, on one event loop: accepted connections go in, exchanges come of them. Every method is called on the
 * loop, but for {@link #closeLogs}.
 */
public final class ReverseProxy {
    private final Clients clients;
    private final DataPath path;
    private final ClientPipeline pipeline;
    private final AccessLogs logs;

    private ReverseProxy(Clients clients, DataPath path, ClientPipeline pipeline, AccessLogs logs) {
        this.clients = clients;
        this.path = path;
        this.pipeline = pipeline;
        this.logs = logs;
    }

    /**
     * The proxy of a child, on the loop of the deadlines and the connector.
     *
     * @param workers lends workers to exchanges
     * @param connector opens sockets to backends
     * @param childLabel value of X-Whippletree-Child; empty: the field is not sent
     * @param shedding says which clients are asked to reconnect
     * @param onChange told on the loop whenever a client comes, goes or changes its state
     */
    public static ReverseProxy of(
            ProxyConfig config,
            Workers workers,
            Connector connector,
            Deadlines deadlines,
            String childLabel,
            Shedding shedding,
            Runnable onChange) {
        Clients clients = new Clients(deadlines::nowNanos, onChange);
        DataPath path = new DataPath(config, workers, connector, deadlines, childLabel);
        AccessLogs logs = new AccessLogs(config.all());
        ClientServices services = ClientServices.of(clients, path, deadlines, shedding, logs);
        return new ReverseProxy(
                clients, path, new ClientPipeline(services, config.client().counts()), logs);
    }

    /**
     * Makes an accepted channel, not yet registered, a client's connection. It counts at once, and is registered with the loop in
     * its next turn only: epoll's events name descriptors. If one of a connection that has just been closed is still in hand, and the
     * new client has the same descriptor, it would be taken for the new client's. Netty (seen in 4.2.18) then believes that its peer
     * has sent a FIN, and loses it from the epoll set when reading stops.
     */
    public void serve(Channel accepted, EventLoop loop) {
        clients.comes();
        prepare(accepted);
        loop.execute(() -> {
            clients.came();
            loop.register(accepted).addListener(registered -> {
                if (!registered.isSuccess()) {
                    clients.cameToNothing();
                }
            });
        });
    }

    /** The same for a channel that the caller registers, and that counts from then on. */
    public void prepare(Channel accepted) {
        pipeline.prepare(accepted);
    }

    /** The clients, counted by state. */
    public Clients clients() {
        return clients;
    }

    public List<Balancer> balancers() {
        return path.balancers();
    }

    /** Each answer asks its client to leave; idle clients stay until their timeout, so that none is cut. */
    public void drain() {
        clients.become(ServingPhase.DRAINING);
        path.closeIdleUpstreams();
    }

    /** Closes idle clients and answers what is in flight. */
    public void stop() {
        clients.become(ServingPhase.STOPPING);
        path.closeIdleUpstreams();
    }

    /** Closes what is left. */
    public void abort() {
        clients.closeAll();
    }

    /** Writes what is left of the access logs, when no client is left. Called on any thread; blocks for 2 s at the most. */
    public void closeLogs() {
        logs.close();
    }
}
