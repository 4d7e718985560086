package org.whippletree.child;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.whippletree.child.accept.AcceptGate;
import org.whippletree.child.accept.ConnectionQuota;
import org.whippletree.child.loop.ChildLoop;
import org.whippletree.child.loop.InheritedListener;
import org.whippletree.child.work.WorkerPool;
import org.whippletree.config.GracePeriods;
import org.whippletree.config.ProxyConfig;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.SharingRules;
import org.whippletree.control.ListenerDescriptor;
import org.whippletree.proxy.ReverseProxy;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.client.ClientState;
import org.whippletree.proxy.client.Clients;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.upstream.Connector;
import org.whippletree.proxy.upstream.EpollConnector;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.MemberLine;

/** What serves clients in a child: proxy, workers and accept gate, put together. Owned by the event loop. */
final class Service {
    private static final long QUEUE_PROBE_MILLIS = 10;

    private final EventLoop loop;
    private final WorkerPool workers;
    private final Sharing sharing;
    private final ReverseProxy proxy;
    private final AcceptGate gate;
    private final ConnectionQuota quota;
    private final Runnable onChange;
    private final Runnable onQuotaUsed;
    private final GracePeriods grace;
    private List<ListenerDescriptor> listeners = List.of();
    private boolean emptying;

    /**
     * @param scoreboardReachable whether the last exchange with the scoreboard succeeded
     * @param onChange told whenever a figure changes that the scoreboard shows
     * @param quota how many connections may be accepted
     * @param onQuotaUsed told once, with the last connection of the quota
     */
    Service(
            ChildLoop childLoop,
            ServerConfig server,
            ChildIdentity identity,
            BooleanSupplier scoreboardReachable,
            Runnable onChange,
            ConnectionQuota quota,
            Runnable onQuotaUsed) {
        ProxyConfig config = server.proxy();
        SharingRules rules = server.child().sharing();
        this.loop = childLoop.eventLoop();
        this.onChange = onChange;
        this.quota = quota;
        this.grace = server.grace();
        this.onQuotaUsed = onQuotaUsed;
        Deadlines deadlines = Deadlines.on(loop, childLoop.clock());
        this.workers = new WorkerPool(
                new WorkerPool.Limits(
                        config.accept().threadsPerChild(),
                        server.child().limits().computeThreads()),
                config.queue(),
                deadlines,
                System::currentTimeMillis,
                loop,
                this::workChanged);
        this.sharing = new Sharing(loop, childLoop.clock(), identity, workers, rules, scoreboardReachable);

        Connector connector =
                new EpollConnector(loop, childLoop.resolver(), config.client().flushMaxThreshold());
        this.proxy = ReverseProxy.of(config, workers, connector, deadlines, identity.label(), sharing, this::changed);
        ClientRoom room = new ClientRoom(config.accept(), proxy.clients(), workers, sharing);
        this.gate = new AcceptGate(loop, room, sharing, rules.acceptHoldOff(), onChange);
    }

    private void workChanged() {
        sharing.workChanged();
        changed();
    }

    private void changed() {
        gate.reconsider();
        onChange.run();
    }

    /** Takes the listeners and begins to accept. */
    void serve(List<ListenerDescriptor> inherited) {
        listeners = List.copyOf(inherited);
        for (ListenerDescriptor listener : listeners) {
            gate.add(InheritedListener.adopt(loop, listener.descriptor(), this::accepted, gate::acceptFailed));
        }
        sharing.serve(proxy.clients(), gate);
        gate.takeTurn();
    }

    private void accepted(Channel channel) {
        gate.accepted();
        proxy.serve(channel, loop);
        if (quota.usedUp()) {
            onQuotaUsed.run();
        }
    }

    /** The listeners, which stay open until they are {@link #returned}; none if they have been closed. */
    List<ListenerDescriptor> lend() {
        return gate.lend() ? listeners : List.of();
    }

    /** Nobody copies the listeners any more. */
    void returned() {
        gate.returned();
    }

    /** Takes no client while this is on, but keeps the listeners. */
    void withhold(boolean on) {
        gate.withhold(on);
    }

    /**
     * Clients leave as they are answered, idle ones by and by, and no more are accepted.
     *
     * @param emptyQueues whether those are still accepted that wait now, and those that join them
     */
    void drain(boolean emptyQueues) {
        proxy.drain();
        IdleFarewell.begin(loop, proxy.clients(), IdleFarewell.spread(grace, emptyQueues));
        emptying = emptyQueues;
        if (emptyQueues) {
            gate.acceptAll();
            closeWhenNobodyWaits();
        } else {
            gate.close();
        }
    }

    private void closeWhenNobodyWaits() {
        if (!emptying) {
            return;
        }
        if (gate.acceptQueue() == 0) {
            emptying = false;
            gate.close();
            onChange.run();
        } else {
            loop.schedule(this::closeWhenNobodyWaits, QUEUE_PROBE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Accepts no more; idle clients are closed. */
    void stop() {
        emptying = false;
        gate.close();
        proxy.stop();
    }

    /** Closes whatever is left. */
    void abort() {
        proxy.abort();
    }

    /** Writes what is left of the access logs. */
    void closeLogs() {
        proxy.closeLogs();
    }

    /** Whether no client is left, and none can come. */
    boolean quiet() {
        return !emptying && proxy.clients().total() == 0;
    }

    Sharing sharing() {
        return sharing;
    }

    /** Requests that crossed the FIN of an idle connection. */
    long crossed() {
        return proxy.clients().crossed();
    }

    WorkerPool workers() {
        return workers;
    }

    AcceptGate gate() {
        return gate;
    }

    ConnectionCounts connections() {
        Clients clients = proxy.clients();
        return new ConnectionCounts(
                clients.in(ClientState.READING),
                clients.in(ClientState.PROCESSING),
                clients.in(ClientState.WRITING),
                clients.in(ClientState.KEEP_ALIVE),
                clients.in(ClientState.CLOSING),
                clients.in(ClientState.TUNNEL));
    }

    List<MemberLine> members() {
        List<MemberLine> lines = new ArrayList<>();
        for (Balancer balancer : proxy.balancers()) {
            for (Member member : balancer.members()) {
                lines.add(new MemberLine(
                        balancer.name(),
                        member.config().url(),
                        member.stateWord(),
                        member.busy(),
                        member.requests(),
                        member.errors()));
            }
        }
        return lines;
    }
}
