package org.whippletree.supervisor;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.FilePaths;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.errorlog.ErrorLog;
import org.whippletree.config.process.ProcessSignals;
import org.whippletree.control.ControlServer;
import org.whippletree.scoreboard.ScoreboardMember;
import org.whippletree.supervisor.admin.AdminServer;
import org.whippletree.supervisor.memory.CgroupLimit;
import org.whippletree.supervisor.memory.JvmMemory;
import org.whippletree.supervisor.memory.MemoryPlan;
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
    private static final int FIRST_GENERATION = 0;
    private static final long ARCHIVE_SEARCH_MILLIS = 500;
    /** As many as were counted, and a few more. */
    private static final int OWN_THREADS = 48;

    private static final int CHILD_THREADS = 40;

    private final ServerConfig config;
    private final FilePaths paths;
    private final RunMode mode;
    private final String childMain;

    SupervisorProcess(ServerConfig config, RunMode mode, String childMain) {
        this.config = config;
        this.paths = config.paths();
        this.mode = mode;
        this.childMain = childMain;
    }

    /** Runs the server in this process until it is stopped; returns the exit code. */
    public static int run(ServerConfig config, RunMode mode) {
        return new SupervisorProcess(config, mode, JvmLauncher.CHILD_MAIN).run();
    }

    int run() {
        Thread thread = Thread.currentThread();
        String callersName = thread.getName();
        thread.setName("supervisor");
        try (OutputStream out = ErrorLogFile.open(paths.errorLog())) {
            ErrorLog log = ErrorLog.open(out, config.logLevel(), "supervisor");
            try {
                return serve();
            } finally {
                log.close();
            }
        } catch (StartFailure e) {
            System.err.println("whippletree: " + e.getMessage());
            return 1;
        } catch (IOException e) {
            System.err.println("whippletree: could not close the error log (" + e + ")");
            return 1;
        } finally {
            thread.setName(callersName);
        }
    }

    private int serve() {
        try (CloseStack started = new CloseStack()) {
            return serve(started);
        } catch (StartFailure e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
            if (!ErrorLogFile.reachesStandardError(paths.errorLog())) {
                System.err.println("whippletree: " + e.getMessage());
            }
            return 1;
        }
    }

    private int serve(CloseStack started) throws StartFailure {
        long startedAtMillis = System.currentTimeMillis();
        RuntimeFolder.open(paths.runtimeDir());
        started.add(InstanceLock.take(paths.lockFile(), OwnProcess.pid()));
        PidFile.refuseLiving(paths.pidFile(), OwnProcess.pid());
        Optional<ChildUser> user = ChildUsers.choose(config, OwnProcess.uid());
        requireEpoll();
        JvmLauncher launcher = launcher(started, user);
        ListenerSockets listeners = started.add(ListenerSockets.open(config.listeners(), config.listenOptions()));
        SpawnedChildren spawned = new SpawnedChildren(user.map(ChildUser::uid).orElse(OwnProcess.uid()));
        Supervisor supervisor = new Supervisor(new SupervisorParts(
                config,
                mode,
                StatusFacts.server(config, FIRST_GENERATION, startedAtMillis),
                Runtime.getRuntime().availableProcessors(),
                listeners.descriptors(),
                launcher,
                spawned,
                ExceptionHook.of(config, user, OwnProcess.uid()),
                started.add(notifier()),
                SupervisorProcess::clockMillis,
                System::currentTimeMillis,
                () -> launcher.makeArchiveIfMissing(FIRST_GENERATION),
                listeners::close));
        started.add(PidFile.write(paths.pidFile(), OwnProcess.pid()));
        started.add(control(supervisor, spawned));
        ChildUsers.give(user, paths.controlSocket());
        started.add(scoreboardFile(supervisor));
        started.add(ProcessSignals.take(name -> supervisor.post(new SupervisorEvent.SignalReceived(name))));
        launcher.awaitArchive(ARCHIVE_SEARCH_MILLIS);
        supervisor.start();
        startBeside(supervisor, user, started);
        return supervisor.run();
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

    private JvmLauncher launcher(CloseStack started, Optional<ChildUser> user) throws StartFailure {
        Installation installation = Installation.ofThisProcess();
        ChildCommand command = installation.childCommand(ChildTuning.of(config).allOptions());
        warnOfTooLittleMemory(command);
        // An archive can be made of jars only, and is worth it only for jars that stay.
        ClassArchive archive = started.add(installation.packaged() ? archive(command, user) : ClassArchive.none());
        JvmLauncher launcher = new JvmLauncher(paths, command, archive, ChildSurroundings.of(config, user), childMain);
        launcher.prepare(FIRST_GENERATION);
        ChildUsers.tryOut(user, launcher.argumentFile(FIRST_GENERATION), installation);
        return launcher;
    }

    private ClassArchive archive(ChildCommand command, Optional<ChildUser> user) throws StartFailure {
        int uid = OwnProcess.uid();
        try {
            Path place = ChildUsers.archiveFolder(user, paths.runtimeDir());
            ArchiveFolder folder = ArchiveFolder.open(place, uid);
            ChildUsers.letPass(user, place);
            return ClassArchive.lookUp(folder, command, uid);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no class archive: the cache folder cannot be used", e);
            return ClassArchive.none();
        }
    }

    private void warnOfTooLittleMemory(ChildCommand command) {
        ProcessLimits limits = config.processes();
        int children = mode.singleChild() ? 1 : Math.max(limits.startServers(), limits.activeChildrenLimit());
        MemoryPlan plan = new MemoryPlan(
                JvmMemory.of(
                        ManagementFactory.getRuntimeMXBean().getInputArguments(),
                        Runtime.getRuntime().maxMemory(),
                        OWN_THREADS),
                JvmMemory.of(command.options(), Runtime.getRuntime().maxMemory(), CHILD_THREADS),
                children);
        CgroupLimit.bytes().stream()
                .mapToObj(plan::warning)
                .flatMap(Optional::stream)
                .forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    }

    private ControlServer control(Supervisor supervisor, SpawnedChildren spawned) throws StartFailure {
        try {
            return ControlServer.listen(paths.controlSocket(), spawned, new ControlEvents(supervisor::post));
        } catch (IOException e) {
            throw new StartFailure(
                    "could not open " + paths.controlSocket() + " (" + e
                            + "): change DefaultRuntimeDir to a shorter or writable folder",
                    e);
        }
    }

    private AutoCloseable scoreboardFile(Supervisor supervisor) throws StartFailure {
        Path file = paths.scoreboardFile();
        return file.toString().isEmpty()
                ? () -> {}
                : ScoreboardFile.open(
                        file,
                        () -> supervisor
                                .status()
                                .thenApply(status -> StatusJson.render(status).encodePrettily()));
    }

    /** A child passes requests for the status page on to the admin socket. */
    private void letChildrenAsk(Optional<ChildUser> user) {
        try {
            ChildUsers.give(user, paths.adminSocket());
        } catch (StartFailure e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
        }
    }

    /** What serves operators and siblings, not clients: no child waits for it. */
    private void startBeside(Supervisor supervisor, Optional<ChildUser> user, CloseStack started) {
        started.add(BackgroundStart.of(
                "scoreboard-start",
                ScoreboardMember::start,
                member -> supervisor.post(new SupervisorEvent.ScoreboardUp(member.scoreboard(), member.access())),
                failure ->
                        LOG.log(System.Logger.Level.WARNING, "no scoreboard: children go by their own load", failure)));
        started.add(BackgroundStart.of(
                "admin-start",
                () -> AdminServer.start(paths, config.adminListeners(), supervisor::status, supervisor::readiness),
                admin -> letChildrenAsk(user),
                failure -> supervisor.post(new SupervisorEvent.PartFailed(inWords(failure)))));
    }

    /** The admin server tells the operator what is wrong; anything else is a defect, which its type helps to find. */
    private static String inWords(Throwable failure) {
        return failure instanceof UncheckedIOException ? failure.getMessage() : failure.toString();
    }
}
