package org.whippletree.benchmarks.peers;

import io.undertow.Undertow;
import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import io.undertow.server.handlers.proxy.ProxyHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;

/** One reverse proxy with one event loop and no access log: {@code vertx-http-proxy} or {@code undertow}. */
public final class PeerMain {
    private static final int CONNECTIONS = 1_024;
    private static final int IDLE_SECONDS = 600;

    private PeerMain() {}

    /** Arguments: which one, the port to listen on, the backend's port. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[1]);
        int backend = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "vertx-http-proxy" -> vertx(port, backend);
            case "undertow" -> undertow(port, backend);
            default -> throw new IllegalArgumentException("vertx-http-proxy or undertow, not " + arguments[0]);
        }
    }

    private static void vertx(int port, int backend) {
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(IDLE_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS)));
        proxy.origin(backend, "127.0.0.1");
        vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                .requestHandler(proxy)
                .listen(port, "127.0.0.1")
                .onFailure(PeerMain::end);
    }

    private static void undertow(int port, int backend) {
        LoadBalancingProxyClient client = new LoadBalancingProxyClient()
                .addHost(URI.create("http://127.0.0.1:" + backend))
                .setConnectionsPerThread(CONNECTIONS)
                .setMaxQueueSize(CONNECTIONS)
                .setProblemServerRetry(1);
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setIoThreads(1)
                .setHandler(ProxyHandler.builder().setProxyClient(client).build())
                .build()
                .start();
    }

    private static void end(Throwable failure) {
        System.err.println("cannot listen: " + failure.getMessage());
        System.exit(1);
    }
}
