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
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** One reverse proxy with one event loop and no access log: {@code vertx-http-proxy}, {@code undertow} or {@code jetty}. */
public final class PeerMain {
    private static final int CONNECTIONS = 1_024;
    private static final int IDLE_SECONDS = 600;

    private PeerMain() {}

    /** Arguments: which one, the port to listen on, the backend's port. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        int backend = Integer.parseInt(arguments[2]);
        switch (arguments[0]) {
            case "vertx-http-proxy" -> vertx(port, backend);
            case "undertow" -> undertow(port, backend);
            case "jetty" -> jetty(port, backend);
            default -> throw new IllegalArgumentException("vertx-http-proxy, undertow or jetty, not " + arguments[0]);
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

    private static void jetty(int port, int backend) throws Exception {
        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_SECONDS * 1_000L);
        server.addConnector(connector);
        server.setHandler(new JettyProxy(backend));
        server.start();
    }

    /** As its manual says, but for the number of selectors and of connections. */
    private static final class JettyProxy extends org.eclipse.jetty.proxy.ProxyHandler.Reverse {
        private JettyProxy(int backend) {
            super(request -> HttpURI.build(request.getHttpURI())
                    .scheme("http")
                    .host("127.0.0.1")
                    .port(backend));
        }

        @Override
        protected HttpClient newHttpClient() {
            HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(1));
            client.setMaxConnectionsPerDestination(CONNECTIONS);
            client.setMaxRequestsQueuedPerDestination(CONNECTIONS);
            client.setIdleTimeout(IDLE_SECONDS * 1_000L);
            return client;
        }
    }

    private static void end(Throwable failure) {
        System.err.println("cannot listen: " + failure.getMessage());
        System.exit(1);
    }
}
