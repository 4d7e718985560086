package org.whippletree.supervisor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.whippletree.config.FilePaths;
import org.whippletree.config.ProcessLimits;
import org.whippletree.config.ServerConfig;
import org.whippletree.control.ListenerDescriptor;
import org.whippletree.supervisor.memory.CgroupLimit;
import org.whippletree.supervisor.memory.JvmMemory;
import org.whippletree.supervisor.memory.MemoryPlan;

/** Makes the launchers of generations, and looks after the class archive that their children start from. */
final class GenerationFactory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GenerationFactory.class.getName());
    private static final long ARCHIVE_SEARCH_MILLIS = 2000;
    /** As many as were counted, and a few more. */
    private static final int OWN_THREADS = 48;

    private static final int CHILD_THREADS = 40;

    private final RunMode mode;
    private final String childMain;
    private final Optional<ChildUser> user;
    private final Installation installation;
    private ClassArchive archive = ClassArchive.none();
    private List<String> archiveFacts = List.of();

    /** @param user whom children of every generation run as; empty: the supervisor's */
    GenerationFactory(RunMode mode, String childMain, Optional<ChildUser> user) throws StartFailure {
        this.mode = mode;
        this.childMain = childMain;
        this.user = user;
        this.installation = Installation.ofThisProcess();
    }

    /** Sockets and folders are given to one user for as long as the server lives. */
    void requireSameUser(ServerConfig next, ServerConfig current) throws StartFailure {
        if (OwnProcess.uid() == 0
                && !next.child().owner().equals(current.child().owner())) {
            throw new StartFailure("User and Group cannot change while the server runs: stop and start it");
        }
    }

    /** The launcher of a generation, ready to launch. */
    JvmLauncher launcher(ServerConfig config, int number) throws StartFailure {
        ChildCommand command = installation.childCommand(ChildTuning.of(config).allOptions());
        warnOfTooLittleMemory(config.processes(), command);
        List<String> facts = command.archiveFacts();
        // An archive can be made of jars only, and is worth it only for jars that stay.
        if (installation.packaged() && !facts.equals(archiveFacts)) {
            archive.close();
            archive = archive(config.paths(), command);
            archiveFacts = facts;
        }
        JvmLauncher launcher =
                new JvmLauncher(config.paths(), command, archive, ChildSurroundings.of(config, user), childMain);
        launcher.prepare(number);
        ChildUsers.tryOut(user, launcher.argumentFile(number), installation);
        return launcher;
    }

    /** Waits for the search for a class archive, but not for long. */
    void awaitArchive() {
        archive.awaitSearch(ARCHIVE_SEARCH_MILLIS);
    }

    /** Makes what is missing of archives in the background: that of the children, then the supervisor's own. */
    void makeArchives(JvmLauncher launcher, int generation, FilePaths paths) {
        launcher.makeArchiveIfMissing(generation);
        Path log = paths.runtimeDir().resolve("own-archive.log");
        OwnArchive.ofThisProcess()
                .ifPresent(own -> archive.afterwards(() -> own.makeIfMissing(OwnProcess.uid(), log, false)));
    }

    Generation generation(
            ServerConfig config,
            int number,
            long startedAtMillis,
            List<ListenerDescriptor> listeners,
            JvmLauncher launcher)
            throws StartFailure {
        return new Generation(
                config,
                StatusFacts.server(config, number, startedAtMillis),
                listeners,
                launcher,
                ExceptionHook.of(config, user, OwnProcess.uid()));
    }

    private ClassArchive archive(FilePaths paths, ChildCommand command) throws StartFailure {
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

    private void warnOfTooLittleMemory(ProcessLimits limits, ChildCommand command) {
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

    @Override
    public void close() {
        archive.close();
    }
}
