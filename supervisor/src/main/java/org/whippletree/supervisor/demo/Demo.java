package org.whippletree.supervisor.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.whippletree.supervisor.admin.AdminClient;

/**
 * Everything that a demo starts, and its end. Runs on the calling thread; a shutdown hook ends it on Ctrl-C. Closing stops the
 * server first, so that no answer is lost on the way, and then removes the folder.
 */
public final class Demo implements AutoCloseable {
    private static final int SERVE_SECONDS = 60;
    private static final int ONCE_REQUESTS = 300;
    private static final int ONCE_SHOWN_AT = 200;
    private static final int POLL_MILLIS = 50;
    private static final int REDRAW_MILLIS = 1_000;
    private static final int REPRINT_MILLIS = 5_000;
    private static final int REPRINTS = 3;
    private static final String LEGEND = "Conns: ";

    private final DemoOptions options;
    private final PrintWriter out;
    private final DemoFolder folder;
    private final Vertx vertx;
    private final AdminClient admin;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Optional<DemoServer> started = Optional.empty();

    private Demo(DemoOptions options, PrintWriter out) throws IOException {
        this.options = options;
        this.out = out;
        this.folder = DemoFolder.create();
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        this.admin = AdminClient.over(folder.adminSocket());
    }

    /** Runs a demo to its end; whether all went well. */
    public static boolean run(DemoOptions options, PrintWriter out) {
        try (Demo demo = new Demo(options, out)) {
            Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-end"));
            return demo.show();
        } catch (IOException failure) {
            out.println("whippletree: the demo failed: " + failure);
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean show() throws IOException, InterruptedException {
        List<SampleBackend> backends = startBackends();
        int port = options.port() == 0 ? freePort() : options.port();
        Files.writeString(folder.configFile(), DemoConfig.text(folder.path(), port, options.children(), backends));
        out.println("Starting a supervisor and " + options.children()
                + (options.children() == 1 ? " child" : " children") + " ...");
        DemoServer server = DemoServer.spawn(options.supervisorCommand(), folder, admin);
        started = Optional.of(server);
        List<Long> children = server.awaitServing(options.children(), SERVE_SECONDS);
        if (children.isEmpty()) {
            return closing.get() || tellFailure();
        }
        introduce(server, children, backends, port);
        return options.once() ? once(server, port) : live(server, port);
    }

    private List<SampleBackend> startBackends() {
        List<Future<SampleBackend>> backends = List.of(
                SampleBackend.start(vertx, "oak", 20),
                SampleBackend.start(vertx, "ash", 40),
                SampleBackend.start(vertx, "elm", 150));
        return Future.all(backends).map(all -> all.<SampleBackend>list()).await();
    }

    private boolean tellFailure() throws IOException {
        folder.logTail().forEach(out::println);
        out.println("whippletree: the demo's server did not begin to serve; the lines above are the end of its log");
        return false;
    }

    private void introduce(DemoServer server, List<Long> children, List<SampleBackend> backends, int port) {
        String pids = children.stream().map(String::valueOf).collect(Collectors.joining(", "));
        out.println("Server:   http://127.0.0.1:" + port + "/ (supervisor pid " + server.pid() + ", children " + pids
                + ")");
        backends.forEach(backend -> out.println("Backend:  " + backend.url() + "/ (" + backend.name()
                + ", answers after " + backend.delayMillis() + " ms)"));
        out.println("Try:      curl -i http://127.0.0.1:" + port + "/");
        out.println("          whippletree dump -f " + folder.configFile());
        out.println();
        out.flush();
    }

    private boolean once(DemoServer server, int port) throws IOException, InterruptedException {
        DemoTraffic traffic = new DemoTraffic(vertx, port, ONCE_REQUESTS);
        traffic.start();
        while (traffic.counts().total() < ONCE_SHOWN_AT && !server.endedWithin(POLL_MILLIS)) {
            if (closing.get()) {
                return false;
            }
        }
        out.println(server.scoreboard());
        traffic.await();
        TrafficCounts counts = traffic.counts();
        out.println("Requests: " + counts.answered() + " answered, " + counts.failed() + " failed");
        out.println("Children: " + counts.children() + " (slot-pid and requests)");
        out.println("Backends: " + counts.backends());
        return counts.failed() == 0;
    }

    private boolean live(DemoServer server, int port) throws IOException, InterruptedException {
        Screen screen = Screen.standardOutput(out);
        DemoTraffic traffic = new DemoTraffic(vertx, port, Long.MAX_VALUE);
        traffic.start();
        int pages = 0;
        while (!server.endedWithin(screen.terminal() ? REDRAW_MILLIS : REPRINT_MILLIS)) {
            if (closing.get()) {
                return true;
            }
            if (screen.terminal() || pages < REPRINTS) {
                screen.show(page(server, traffic.counts(), port, screen.terminal()));
                pages++;
            } else if (pages == REPRINTS) {
                out.println("The demo goes on without further pages. Ctrl-C ends it.");
                pages++;
            }
        }
        return closing.get() || tellEnd();
    }

    private boolean tellEnd() throws IOException {
        folder.logTail().forEach(out::println);
        out.println("whippletree: the demo's server ended; the lines above are the end of its log");
        return false;
    }

    private List<String> page(DemoServer server, TrafficCounts counts, int port, boolean terminal) throws IOException {
        List<String> page = new ArrayList<>();
        page.add("curl -i http://127.0.0.1:" + port + "/ gets an answer; Ctrl-C ends the demo.");
        page.add("whippletree dump -f " + folder.configFile());
        page.add("Answered " + counts.answered() + " (" + counts.backends() + "), failed " + counts.failed());
        page.add("");
        Stream<String> status = server.scoreboard().lines();
        // The legend would make the page higher than the usual 24 lines.
        page.addAll((terminal ? status.takeWhile(line -> !line.startsWith(LEGEND)) : status).toList());
        return page;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends it all; a second caller waits for the first. */
    @Override
    public synchronized void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            if (started.isPresent()) {
                out.println();
                out.println("Stopping ...");
                out.println(started.get().stop() ? "All stopped." : "The server did not stop in time and was killed.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            admin.close();
            vertx.close().await();
            removeFolder();
            out.flush();
        }
    }

    private void removeFolder() {
        try {
            folder.remove();
        } catch (IOException failure) {
            out.println("whippletree: cannot remove " + folder.path() + ": " + failure);
        }
    }
}
