package org.whippletree.supervisor;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.whippletree.config.FilePaths;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.directive.LoadedConfig;
import org.whippletree.config.directive.Problem;
import org.whippletree.config.directive.Severity;
import org.whippletree.supervisor.admin.AdminServer;

/**
 * Makes a generation of what the configuration says now, on a thread of its own ("config-reload"). Everything that can fail comes
 * before anything that is seen from outside: a refusal leaves the server as it was, but for the error log, which is opened anew
 * first, since its file may have been moved away.
 */
final class ConfigReload implements GenerationMaker, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ConfigReload.class.getName());
    private static final long CLOSE_SECONDS = 5;

    /** What a reload changes besides children. */
    record Parts(
            SupervisorLog log,
            ListenerSockets listeners,
            GenerationFactory factory,
            BackgroundStart<AdminServer> admin,
            ServerFiles files) {}

    private final ConfigSource source;
    private final Parts parts;
    private final Consumer<SupervisorEvent> queue;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(ConfigReload::daemon);
    private ServerConfig current;
    private long startedAtMillis;

    ConfigReload(
            ConfigSource source,
            Parts parts,
            ServerConfig current,
            long startedAtMillis,
            Consumer<SupervisorEvent> queue) {
        this.source = source;
        this.parts = parts;
        this.current = current;
        this.startedAtMillis = startedAtMillis;
        this.queue = queue;
    }

    private static Thread daemon(Runnable work) {
        Thread created = new Thread(work, "config-reload");
        created.setDaemon(true);
        return created;
    }

    @Override
    public void begin(int number, RestartKind kind) {
        thread.execute(() -> queue.accept(reload(number, kind)));
    }

    private SupervisorEvent reload(int number, RestartKind kind) {
        try {
            parts.log().reopen(current.paths().errorLog(), current.logLevel());
            LoadedConfig loaded = source.read();
            tell(loaded.problems());
            if (!loaded.ok()) {
                return refused(loaded.messages());
            }
            return new SupervisorEvent.RestartPrepared(prepare(loaded.config().orElseThrow(), number, kind));
        } catch (StartFailure | UncheckedIOException e) {
            return refused(List.of(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a reload failed", e);
            return refused(List.of(e.toString()));
        }
    }

    private static void tell(List<Problem> problems) {
        problems.stream()
                .filter(problem -> problem.severity() == Severity.WARNING)
                .forEach(problem -> LOG.log(System.Logger.Level.WARNING, problem.toString()));
    }

    private static SupervisorEvent refused(List<String> reasons) {
        reasons.forEach(reason -> LOG.log(System.Logger.Level.ERROR, reason));
        LOG.log(System.Logger.Level.ERROR, "no restart: the server runs on with the configuration that it has");
        return new SupervisorEvent.RestartRefused(reasons);
    }

    private NextGeneration prepare(ServerConfig next, int number, RestartKind kind) throws StartFailure {
        FilePaths paths = next.paths();
        parts.factory().requireSameUser(next, current);
        if (!paths.runtimeDir().equals(current.paths().runtimeDir())) {
            throw new StartFailure("DefaultRuntimeDir cannot change from "
                    + current.paths().runtimeDir() + " to " + paths.runtimeDir()
                    + " while the server runs: stop and start it");
        }
        ListenerSockets.Change listeners = parts.listeners().change(next.listeners(), next.listenOptions());
        try {
            AdminServer admin = parts.admin().await();
            admin.listenAlsoOn(next.adminListeners());
            JvmLauncher launcher = parts.factory().launcher(next, number);
            parts.log().reopen(paths.errorLog(), next.logLevel());
            parts.files().moveTo(paths);
            admin.listenOnlyOn(next.adminListeners());
            if (kind == RestartKind.HARD) {
                startedAtMillis = System.currentTimeMillis();
            }
            current = next;
            return new NextGeneration(
                    parts.factory().generation(next, number, startedAtMillis, listeners.descriptors(), launcher),
                    listeners.closesAny(),
                    listeners::apply,
                    listeners::abandon);
        } catch (StartFailure | RuntimeException e) {
            listeners.abandon();
            parts.admin().await().listenOnlyOn(current.adminListeners());
            throw e;
        }
    }

    /** Waits for a reload that is under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a reload does not end; it is left behind");
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "an interrupt ends the wait", e);
            Thread.currentThread().interrupt();
        }
    }
}
