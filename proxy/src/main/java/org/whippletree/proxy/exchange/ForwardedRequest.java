package org.whippletree.proxy.exchange;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import org.whippletree.config.BackendConfig;
import org.whippletree.proxy.balance.Balancer;
import org.whippletree.proxy.balance.RoutedPath;
import org.whippletree.proxy.http.HeaderEdits;
import org.whippletree.proxy.http.ProtocolSwitch;
import org.whippletree.proxy.http.RequestHeaders;
import org.whippletree.proxy.http.RequestRules;
import org.whippletree.proxy.http.RequestTarget;

/** A routed request, and its head in a backend's words. Owned by the event loop. */
final class ForwardedRequest {
    private final HttpRequest request;
    private final RoutedPath routed;
    private final String query;
    private final String clientHost;
    private final ProtocolSwitch wish;
    private final HeaderEdits edits;

    ForwardedRequest(HttpRequest request, RequestTarget target, RoutedPath routed, HeaderEdits edits) {
        this.request = request;
        this.routed = routed;
        this.edits = edits;
        this.query = target.query();
        this.clientHost = Routing.clientHost(request, target);
        this.wish = ProtocolSwitch.of(request);
    }

    String balancer() {
        return routed.route().balancer();
    }

    /** The route of the session that it belongs to; empty if there is none. */
    String sessionRoute(Balancer balancer) {
        return balancer.keepsSessions()
                ? balancer.sessionRoute(routed.path() + query, request.headers().getAll(HttpHeaderNames.COOKIE))
                : "";
    }

    /** The host that the client asked for; empty if it named none. */
    String clientHost() {
        return clientHost;
    }

    HttpMethod method() {
        return request.method();
    }

    boolean speaks11() {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    /** Whether the backend's 101 is what the client asked for, and what the backend may switch to. */
    boolean switchesTo(HttpResponse switching, BackendConfig backend) {
        return wish.admittedBy(backend).takenUpBy(switching);
    }

    /** Makes the fields a backend's, once. */
    void rewrite(RequestHeaders rules, Downstream client) {
        rules.vouch(request.headers(), client.identity());
        edits.request(request.headers(), client.notes());
        rules.rewrite(request.headers(), request.protocolVersion(), client.identity(), clientHost);
    }

    private String target(BackendConfig backend) {
        String path = backend.path() + routed.path();
        return (path.isEmpty() ? "/" : path) + query;
    }

    /** The head as one backend is to get it; a whole request if no body is announced. */
    HttpRequest headFor(BackendConfig backend) {
        HttpRequest head = RequestRules.announcesBody(request)
                ? new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), target(backend), request.headers())
                : new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        request.method(),
                        target(backend),
                        Unpooled.EMPTY_BUFFER,
                        request.headers(),
                        EmptyHttpHeaders.INSTANCE);
        wish.admittedBy(backend).ask(head.headers());
        if (!backend.connections().reuse() && !head.headers().contains(HttpHeaderNames.CONNECTION)) {
            // RFC 9112, 9.6: the backend need not wait for a request that never comes.
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        boolean preserved = routed.route().preserveHost() && !clientHost.isEmpty();
        head.headers().set(HttpHeaderNames.HOST, preserved ? clientHost : backend.authority());
        return head;
    }
}
