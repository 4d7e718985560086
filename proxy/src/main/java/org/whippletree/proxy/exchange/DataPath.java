package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpDecoderConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.HostConfig;
import org.whippletree.config.ProxyConfig;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.framing.FramingGuard;
import org.whippletree.proxy.framing.FramingLimits;
import org.whippletree.proxy.http.HeadLines;
import org.whippletree.proxy.login.Logins;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.upstream.Connector;
import org.whippletree.proxy.upstream.UpstreamPool;

/** What every exchange of a child needs: routes, balancers, pools, rules. Owned by the event loop. */
public final class DataPath {
    /** The most that one read brings: a body is passed on in as few pieces as it comes in. */
    public static final int MAX_PIECE_BYTES = 65_536;

    /** Empty lines before a request count as its first line. */
    private static final int DECODER_SLACK = 64;

    private final Workers workers;
    final Deadlines deadlines;
    final Logins logins;

    private final Map<String, Balancer> balancers = new HashMap<>();
    private final Map<Member, UpstreamPool> pools = new HashMap<>();
    private final List<Balancer> shown;
    private final HostTable hosts;
    private final HeadLines headLines = new HeadLines();

    /**
     * @param childLabel value of X-Whippletree-Child; empty: the field is not sent
     */
    public DataPath(ProxyConfig config, Workers workers, Connector connector, Deadlines deadlines, String childLabel) {
        this.workers = workers;
        this.deadlines = deadlines;
        this.logins = new Logins(deadlines::nowNanos, config.queue().size());
        this.hosts = new HostTable(config, childLabel);
        Function<BackendConfig, UpstreamPool> newPool = backend -> {
            FramingLimits limits = framingLimits(config.client(), backend);
            return new UpstreamPool(
                    backend,
                    connector,
                    deadlines,
                    new FramingGuard(limits),
                    decoderConfig(limits),
                    headLines,
                    Math::random);
        };
        config.balancers().forEach(balancer -> add(balancer, newPool));
        shown = List.copyOf(balancers.values());
        config.all().stream()
                .map(HostConfig::rules)
                .filter(rules -> !rules.handlers().isEmpty())
                .findFirst()
                .ifPresent(rules -> add(StatusHandler.balancer(rules.adminSocket()), newPool));
    }

    /** What the guard lets pass of clients. */
    public static FramingLimits framingLimits(ClientLimits limits) {
        return new FramingLimits(
                limits.requestLineLimit(),
                limits.fieldsLimit(),
                limits.request().fieldSize(),
                limits.request().fields(),
                limits.protocol().relaxedLines());
    }

    private static FramingLimits framingLimits(ClientLimits limits, BackendConfig backend) {
        return new FramingLimits(
                limits.requestLineLimit(),
                Math.max(limits.fieldsLimit(), backend.connections().fieldSize()),
                backend.connections().fieldSize(),
                Integer.MAX_VALUE,
                limits.protocol().relaxedLines());
    }

    /** How the decoders of both sides cut what the guards let pass: none of their own limits comes first. */
    public static HttpDecoderConfig decoderConfig(FramingLimits limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.startLine() + DECODER_SLACK)
                .setMaxHeaderSize(limits.fields())
                .setMaxChunkSize(MAX_PIECE_BYTES)
                .setStrictLineParsing(!limits.relaxed());
    }

    private void add(BalancerConfig config, Function<BackendConfig, UpstreamPool> newPool) {
        Balancer balancer = new Balancer(config);
        balancers.put(balancer.name(), balancer);
        balancer.members().forEach(member -> pools.put(member, newPool.apply(member.config())));
    }

    Balancer balancer(String name) {
        return balancers.get(name);
    }

    UpstreamPool pool(Member member) {
        return pools.get(member);
    }

    /** The workers of the child. */
    public Workers workers() {
        return workers;
    }

    /** Writes the heads of both sides. */
    public HeadLines headLines() {
        return headLines;
    }

    /** The hosts that requests are for. */
    public HostTable hosts() {
        return hosts;
    }

    /** Those of the configuration. */
    public List<Balancer> balancers() {
        return shown;
    }

    /** Ends every connection to a backend that no exchange uses. */
    public void closeIdleUpstreams() {
        pools.values().forEach(UpstreamPool::closeIdle);
    }
}
