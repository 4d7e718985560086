package org.whippletree.proxy.exchange;

import io.netty.handler.codec.http.HttpDecoderConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whippletree.config.BackendConfig;
import org.whippletree.config.BalancerConfig;
import org.whippletree.config.ProxyConfig;
import org.whippletree.proxy.Workers;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.Member;
import org.whippletree.proxy.balance.RouteTable;
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

    final Workers workers;
    final Deadlines deadlines;
    final RouteTable routes;
    final RequestHeaders requestHeaders;
    final ResponseHeaders responseHeaders;

    private final Map<String, Balancer> balancers = new HashMap<>();
    private final Map<Member, UpstreamPool> pools = new HashMap<>();

    /**
     * @param childLabel value of X-Whippletree-Child; empty: the field is not sent
     */
    public DataPath(ProxyConfig config, Workers workers, Connector connector, Deadlines deadlines, String childLabel) {
        this.workers = workers;
        this.deadlines = deadlines;
        this.routes = new RouteTable(config.routes());
        this.requestHeaders = new RequestHeaders(config.serverName());
        this.responseHeaders = new ResponseHeaders(config.serverName(), childLabel, new LocationMapper(config));
        HttpDecoderConfig decoderConfig = new HttpDecoderConfig()
                .setMaxInitialLineLength(config.client().requestLineLimit())
                .setMaxHeaderSize(config.client().fieldsLimit())
                .setMaxChunkSize(MAX_PIECE_BYTES);
        for (BalancerConfig balancerConfig : config.balancers()) {
            Balancer balancer = new Balancer(balancerConfig);
            balancers.put(balancer.name(), balancer);
            for (Member member : balancer.members()) {
                BackendConfig backend = member.config();
                pools.put(member, new UpstreamPool(backend, connector, deadlines, decoderConfig));
            }
        }
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

    public List<Balancer> balancers() {
        return new ArrayList<>(balancers.values());
    }

    /** Ends every connection to a backend that no exchange uses. */
    public void closeIdleUpstreams() {
        pools.values().forEach(UpstreamPool::closeIdle);
    }
}
