package org.whippletree.supervisor;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.whippletree.config.FilePaths;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.process.ProcessSignals;
import org.whippletree.control.ControlServer;
import org.whippletree.control.ControlServerListener;
import org.whippletree.scoreboard.ScoreboardMember;
import org.whippletree.supervisor.admin.AdminServer;
import org.whippletree.supervisor.notify.Notifier;
import org.whippletree.supervisor.notify.NotifySettings;
import org.whippletree.supervisor.status.StatusJson;

/**
 * The server's process, from its first step to its exit code: takes the lock, binds the sockets, opens the control socket, starts
 * the children at once and the parts they need not wait for beside them, runs the loop on the calling thread, and closes
 * everything in reverse.
 */
public final class SupervisorProcess {
    private static final System.Logger LOG = System.getLogger(SupervisorProcess.class.getName());

    private final ServerConfig config;
    private final ConfigSource source;
    private final FilePaths paths;
    private final RunMode mode;
    private final String childMain;

    SupervisorProcess(ServerConfig config, ConfigSource source, RunMode mode, String childMain) {
        this.config = config;
        this.source = source;
        this.paths = config.paths();
        this.mode = mode;
        this.childMain = childMain;
    }

    /**
     * Runs the server in this process until it is stopped; returns the exit code.
     *
     * @param source where later configurations come from
     */
    public static int run(ServerConfig config, ConfigSource source, RunMode mode) {
        return new SupervisorProcess(config, source, mode, JvmLauncher.CHILD_MAIN).run();
    }

    int run() {
        Thread thread = Thread.currentThread();
        String callersName = thread.getName();
        thread.setName("supervisor");
        try (SupervisorLog log = SupervisorLog.open(paths.errorLog(), config.logLevel())) {
            return serve(log);
        } catch (StartFailure e) {
            System.err.println("whippletree: " + e.getMessage());
            return 1;
        } finally {
            thread.setName(callersName);
        }
    }

    private int serve(SupervisorLog log) {
        try (CloseStack started = new CloseStack()) {
            return serve(log, started);
        } catch (StartFailure e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
            if (!ErrorLogFile.reachesStandardError(paths.errorLog())) {
                System.err.println("whippletree: " + e.getMessage());
            }
            return 1;
        }
    }

    private int serve(SupervisorLog log, CloseStack started) throws StartFailure {
        long startedAtMillis = System.currentTimeMillis();
        RuntimeFolder.open(paths.runtimeDir());
        started.add(InstanceLock.take(paths.lockFile(), OwnProcess.pid()));
        PidFile.refuseLiving(paths.pidFile(), OwnProcess.pid());
        Optional<ChildUser> user = ChildUsers.choose(config, OwnProcess.uid());
        requireEpoll();
        StateFile state = new StateFile(paths.stateFile());
        SpawnedChildren spawned = new SpawnedChildren(user.map(ChildUser::uid).orElse(OwnProcess.uid()));
        Succession succession = Succession.begin(state, config, mode, spawned);
        int generation = succession.generation();
        GenerationFactory factory = started.add(new GenerationFactory(mode, childMain, user));
        JvmLauncher launcher = factory.launcher(config, generation);
        started.add(control(succession.listener(), spawned));
        ChildUsers.give(user, paths.controlSocket());
        Inheritance inheritance = succession.await();
        ListenerSockets listeners = started.add(ListenerSockets.takenOver(inheritance.listeners()));
        ListenerSockets.Change first = Succession.bind(listeners, config, inheritance);
        CompletableFuture<GenerationMaker> maker = new CompletableFuture<>();
        Supervisor supervisor = new Supervisor(new SupervisorParts(
                mode,
                factory.generation(config, generation, startedAtMillis, first.descriptors(), launcher),
                (number, kind) -> maker.thenAccept(made -> made.begin(number, kind)),
                Runtime.getRuntime().availableProcessors(),
                spawned,
                state::write,
                started.add(notifier()),
                SupervisorProcess::clockMillis,
                System::currentTimeMillis,
                events -> started.add(scoreboard(events)),
                () -> factory.makeArchives(launcher, generation, paths),
                listeners::close));
        ServerFiles files = started.add(ServerFiles.write(paths, () -> statusText(supervisor)));
        started.add(ProcessSignals.take(name -> supervisor.post(new SupervisorEvent.SignalReceived(name))));
        factory.awaitArchive();
        supervisor.start(inheritance, first.closesAny());
        first.apply();
        succession.handTo(supervisor::post);
        BackgroundStart<AdminServer> admin = started.add(admin(supervisor, user));
        maker.complete(started.add(new ConfigReload(
                source,
                new ConfigReload.Parts(log, listeners, factory, admin, files),
                config,
                startedAtMillis,
                supervisor::post)));
        int code = supervisor.run();
        state.delete();
        return code;
    }

    private static long clockMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private static Notifier notifier() throws StartFailure {
        try {
            return Notifier.of(NotifySettings.of(System.getenv(), OwnProcess.pid()), clockMillis());
        } catch (IllegalArgumentException e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private static void requireEpoll() throws StartFailure {
        if (!Epoll.isAvailable()) {
            throw new StartFailure("this machine has no epoll: Linux on x86-64 or arm64 is needed ("
                    + Epoll.unavailabilityCause() + ")");
        }
    }

    private ControlServer control(ControlServerListener listener, SpawnedChildren spawned) throws StartFailure {
        try {
            return ControlServer.listen(paths.controlSocket(), spawned, listener);
        } catch (IOException e) {
            throw new StartFailure(
                    "could not open " + paths.controlSocket() + " (" + e
                            + "): change DefaultRuntimeDir to a shorter or writable folder",
                    e);
        }
    }

    private static CompletionStage<String> statusText(Supervisor supervisor) {
        return supervisor.status().thenApply(status -> StatusJson.render(status).encodePrettily());
    }

    /** A child passes requests for the status page on to the admin socket. */
    private void letChildrenAsk(Optional<ChildUser> user) {
        try {
            ChildUsers.give(user, paths.adminSocket());
        } catch (StartFailure e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
        }
    }

    /** What the siblings know of each other; it costs a processor for a second, which a child that starts would miss. */
    private static BackgroundStart<ScoreboardMember> scoreboard(Consumer<SupervisorEvent> events) {
        return BackgroundStart.of(
                "scoreboard-start",
                ScoreboardMember::start,
                member -> events.accept(new SupervisorEvent.ScoreboardUp(member.scoreboard(), member.access())),
                failure ->
                        LOG.log(System.Logger.Level.WARNING, "no scoreboard: children go by their own load", failure));
    }

    /** What serves operators, not clients: no child waits for it. */
    private BackgroundStart<AdminServer> admin(Supervisor supervisor, Optional<ChildUser> user) {
        return BackgroundStart.of(
                "admin-start",
                () -> AdminServer.start(
                        paths,
                        config.adminListeners(),
                        supervisor::status,
                        supervisor::readiness,
                        supervisor::restarts),
                admin -> {
                    letChildrenAsk(user);
                    supervisor.post(new SupervisorEvent.AdminUp());
                },
                failure -> supervisor.post(new SupervisorEvent.PartFailed(inWords(failure))));
    }

    /** The admin server tells the operator what is wrong; anything else is a defect, which its type helps to find. */
    private static String inWords(Throwable failure) {
        return failure instanceof UncheckedIOException ? failure.getMessage() : failure.toString();
    }
}
