package org.whippletree.supervisor.admin;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Asks the admin API over its Unix socket, for the command line. Calls block, so never on an event loop. */
public final class AdminClient implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AdminClient.class.getName());
    private static final int ANSWER_SECONDS = 10;

    private final Vertx vertx;
    private final WebClient client;
    private final SocketAddress socket;

    private AdminClient(Vertx vertx, Path socket) {
        this.vertx = vertx;
        this.client = WebClient.create(vertx);
        this.socket = SocketAddress.domainSocketAddress(socket.toString());
    }

    /** A client of the server whose admin socket this is; does not connect yet. */
    public static AdminClient over(Path socket) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setPreferNativeTransport(true));
        return new AdminClient(vertx, socket);
    }

    /**
     * The body of the answer.
     *
     * @param target path and query, such as {@code /server-status?json}
     * @throws ConnectException if nobody listens on the socket
     * @throws IOException if the answer does not come or is not 200; the message says which
     */
    public String get(String target) throws IOException {
        try {
            HttpResponse<Buffer> response = client.requestAbs(HttpMethod.GET, socket, "http://localhost" + target)
                    .send()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("the server answered " + response.statusCode() + ": "
                        + response.bodyAsString().strip());
            }
            return response.bodyAsString();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof FileNotFoundException none) {
                throw (IOException) new ConnectException("there is no " + socket.path()).initCause(none);
            }
            if (failure.getCause() instanceof IOException refused) {
                throw refused;
            }
            throw new IOException(failure.getCause().getMessage(), failure.getCause());
        } catch (TimeoutException late) {
            throw new IOException("the server did not answer within " + ANSWER_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(interrupted);
        }
    }

    /**
     * How far restarts are.
     *
     * @throws IOException as {@link #get}
     */
    public RestartReport restarts() throws IOException {
        return RestartReport.parse(get("/restarts"));
    }

    /**
     * The pids of the children that serve; none while there is no answer, or if another supervisor answers.
     *
     * @param supervisorPid whose children are meant
     */
    public List<Long> readyChildren(long supervisorPid) {
        return children(supervisorPid, child -> child.getString("state").equals("READY"));
    }

    /**
     * The pids of the children whose rows are in the scoreboard and say that they have room for clients; none as above.
     *
     * @param supervisorPid whose children are meant
     */
    public List<Long> acceptingChildren(long supervisorPid) {
        return children(supervisorPid, child -> child.getBoolean("accepting"));
    }

    private List<Long> children(long supervisorPid, Predicate<JsonObject> wanted) {
        try {
            JsonObject status = new JsonObject(get("/server-status?json"));
            if (status.getJsonObject("server").getLong("pid") != supervisorPid) {
                return List.of();
            }
            return status.getJsonArray("children").stream()
                    .map(JsonObject.class::cast)
                    .filter(wanted)
                    .map(child -> child.getLong("pid"))
                    .toList();
        } catch (IOException notYet) {
            LOG.log(System.Logger.Level.DEBUG, "no status yet", notYet);
            return List.of();
        }
    }

    @Override
    public void close() {
        client.close();
        vertx.close().await();
    }
}
