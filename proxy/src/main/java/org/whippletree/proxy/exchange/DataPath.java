package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpDecoderConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.ClientLimits;
import org.whippletree.config.ProxyConfig;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.framing.FramingGuard;
import org.whippletree.proxy.framing.FramingLimits;
import org.whippletree.proxy.http.CookieMapper;
import org.whippletree.proxy.http.HeaderEdits;
import org.whippletree.proxy.http.LocationMapper;
import org.whippletree.proxy.http.RequestHeaders;
import org.whippletree.proxy.http.ResponseHeaders;
import org.whippletree.proxy.time.Deadlines;
import org.whippletree.proxy.upstream.Connector;
import org.whippletree.proxy.upstream.UpstreamPool;

/** What every exchange of a child needs: routes, balancers, pools, rules. Owned by the event loop. */
public final class DataPath {
    /** The most that one read brings: a body is passed on in as few pieces as it comes in. */
    public static final int MAX_PIECE_BYTES = 65_536;

    /** Empty lines before a request count as its first line. */
    private static final int DECODER_SLACK = 64;

    final Workers workers;
    final Deadlines deadlines;
    final Routing routing;
    final RequestHeaders requestHeaders;
    final ResponseHeaders responseHeaders;
    final long bodyLimit;

    private final Map<String, Balancer> balancers = new HashMap<>();
    private final Map<Member, UpstreamPool> pools = new HashMap<>();
    private final List<Balancer> shown;

    /**
     * @param childLabel value of X-Whippletree-Child; empty: the field is not sent
     */
    public DataPath(ProxyConfig config, Workers workers, Connector connector, Deadlines deadlines, String childLabel) {
        this.workers = workers;
        this.deadlines = deadlines;
        this.routing = new Routing(config);
        long most = config.client().request().body();
        this.bodyLimit = most == 0 ? Long.MAX_VALUE : most;
        this.requestHeaders = new RequestHeaders(config.serverName());
        this.responseHeaders = new ResponseHeaders(
                config.serverName(),
                childLabel,
                new LocationMapper(config),
                new CookieMapper(config.cookieMappings()),
                System::currentTimeMillis);
        Function<BackendConfig, UpstreamPool> newPool = backend -> {
            FramingLimits limits = framingLimits(config.client(), backend);
            return new UpstreamPool(
                    backend, connector, deadlines, new FramingGuard(limits), decoderConfig(limits), Math::random);
        };
        config.balancers().forEach(balancer -> add(balancer, newPool));
        shown = List.copyOf(balancers.values());
        if (!config.rules().handlers().isEmpty()) {
            add(StatusHandler.balancer(config.rules().adminSocket()), newPool);
        }
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

    /** What answers of our own carry beside those of backends. */
    public ResponseHeaders responseHeaders() {
        return responseHeaders;
    }

    /** What is done with the fields of answers that are given before a request is routed. */
    public HeaderEdits editsEverywhere() {
        return routing.editsEverywhere();
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
