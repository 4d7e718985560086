package org.whippletree.supervisor.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.whippletree.config.FilePaths;
import org.whippletree.config.ListenAddress;

/**
 * Serves the admin HTTP API on the admin socket, which only the server's own user may open, and on each AdminListen. Owns a
 * Vert.x with one event loop; started and closed from any other thread.
 */
public final class AdminServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AdminServer.class.getName());
    private static final int START_SECONDS = 10;
    private static final int CLOSE_SECONDS = 5;
    private static final int IDLE_SECONDS = 30;

    private final Vertx vertx;
    private final Path socket;
    /** What AdminListen serves. */
    private final AdminRoutes publicRoutes;

    private final Map<ListenAddress, HttpServer> open = new HashMap<>();

    private AdminServer(Vertx vertx, Path socket, AdminRoutes publicRoutes) {
        this.vertx = vertx;
        this.socket = socket;
        this.publicRoutes = publicRoutes;
    }

    /**
     * Listens everywhere, or nowhere.
     *
     * @param restarts for the admin socket alone
     * @throws UncheckedIOException if an address cannot be had; the message names it and says what to do
     */
    public static AdminServer start(
            FilePaths paths,
            List<ListenAddress> addresses,
            StatusSource status,
            ReadinessSource readiness,
            RestartSource restarts) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
        AdminServer server =
                new AdminServer(vertx, paths.adminSocket(), new AdminRoutes(status, readiness, Optional.empty()));
        try {
            if (!vertx.isNativeTransportEnabled()) {
                throw new IOException(
                        "The admin socket needs Netty's epoll library, which could not be loaded: check that "
                                + "lib/native holds the file for this CPU.",
                        vertx.unavailableNativeTransportCause());
            }
            server.listenOnSocket(new AdminRoutes(status, readiness, Optional.of(restarts)));
            server.openMissing(addresses);
            return server;
        } catch (IOException failure) {
            server.close();
            throw new UncheckedIOException(failure.getMessage(), failure);
        }
    }

    /**
     * Listens on those of the addresses, too, that are new, or on none of them.
     *
     * @throws UncheckedIOException if an address cannot be had; the message names it
     */
    public void listenAlsoOn(List<ListenAddress> addresses) {
        try {
            openMissing(addresses);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure.getMessage(), failure);
        }
    }

    private synchronized void openMissing(List<ListenAddress> addresses) throws IOException {
        Map<ListenAddress, HttpServer> added = new HashMap<>();
        try {
            for (ListenAddress address : addresses) {
                if (!open.containsKey(address)) {
                    added.put(address, listenOn(address));
                }
            }
        } catch (IOException failure) {
            added.values().forEach(AdminServer::close);
            throw failure;
        }
        open.putAll(added);
    }

    /** Closes every address but these. */
    public synchronized void listenOnlyOn(List<ListenAddress> addresses) {
        Map<ListenAddress, HttpServer> closing = new HashMap<>(open);
        closing.keySet().removeAll(addresses);
        open.keySet().removeAll(closing.keySet());
        closing.values().forEach(AdminServer::close);
    }

    private static void close(HttpServer server) {
        try {
            await(server.close(), CLOSE_SECONDS);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "an AdminListen did not close cleanly", failure);
        }
    }

    /** Stops listening and removes the socket file. */
    @Override
    public void close() {
        try {
            await(vertx.close(), CLOSE_SECONDS);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "the admin server did not close cleanly", failure);
        }
        try {
            Files.deleteIfExists(socket);
        } catch (IOException failure) {
            LOG.log(System.Logger.Level.WARNING, "cannot remove the admin socket " + socket, failure);
        }
    }

    private void listenOnSocket(AdminRoutes routes) throws IOException {
        // A supervisor that was killed leaves its socket file; only one lives at a time, so what lies there is stale.
        Files.deleteIfExists(socket);
        listen(SocketAddress.domainSocketAddress(socket.toString()), "the admin socket " + socket, routes);
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    }

    private HttpServer listenOn(ListenAddress address) throws IOException {
        String host = address.anyHost() ? "::" : address.host();
        return listen(SocketAddress.inetSocketAddress(address.port(), host), "AdminListen " + address, publicRoutes);
    }

    private HttpServer listen(SocketAddress address, String name, AdminRoutes routes) throws IOException {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS));
        try {
            await(server.requestHandler(routes::handle).listen(address), START_SECONDS);
            return server;
        } catch (IOException failure) {
            throw new IOException("Cannot listen on " + name + ": " + failure.getMessage(), failure);
        }
    }

    private static void await(Future<?> future, int seconds) throws IOException {
        try {
            future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            throw new IOException(cause.getMessage(), cause);
        } catch (TimeoutException failure) {
            throw new IOException("no answer within " + seconds + " s", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
