package org.whippletree.supervisor;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.whippletree.config.FilePaths;
import org.whippletree.control.ChildArguments;
import org.whippletree.supervisor.notify.NotifySettings;

/**
 * Starts each child as a JVM of the JDK that runs the supervisor. No pipe ties a child to this process: it reads nothing and
 * appends to the error log itself.
 */
final class JvmLauncher implements ChildLauncher {
    /** The main class of a child. */
    static final String CHILD_MAIN = "org.whippletree.child.ChildMain";

    private static final System.Logger LOG = System.getLogger(JvmLauncher.class.getName());
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final FilePaths paths;
    private final ChildCommand command;
    private final ClassArchive archive;
    private final ChildSurroundings surroundings;
    private List<String> prefix = List.of();
    private final String mainClass;

    JvmLauncher(
            FilePaths paths,
            ChildCommand command,
            ClassArchive archive,
            ChildSurroundings surroundings,
            String mainClass) {
        this.paths = paths;
        this.command = command;
        this.archive = archive;
        this.surroundings = surroundings;
        this.mainClass = mainClass;
    }

    /** Writes the argument file that the children of a generation share. */
    void prepare(int generation) throws StartFailure {
        Path file = argumentFile(generation);
        try {
            Files.writeString(file, command.argumentFile(), StandardCharsets.UTF_8);
            if (surroundings.user().isPresent()) {
                prefix = surroundings.user().get().prefix();
                surroundings.user().get().give(file);
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "could not write " + file + " (" + e + "): make the folder writable or change DefaultRuntimeDir",
                    e);
        }
    }

    /** Waits for the search for a class archive, but not for long. */
    void awaitArchive(long millis) {
        archive.awaitSearch(millis);
    }

    /** Makes the class archive in the background, for children started later. */
    void makeArchiveIfMissing(int generation) {
        archive.makeIfMissing(new ArchiveTraining(
                output -> trainingLine(generation, output), paths.runtimeDir().resolve("class-archive.log")));
    }

    Path argumentFile(int generation) {
        return paths.runtimeDir().resolve("child-" + generation + ".args");
    }

    @Override
    public ChildProcess launch(int slot, int generation) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(childLine(slot, generation));
        builder.redirectInput(new File("/dev/null"));
        builder.environment().keySet().removeAll(NotifySettings.VARIABLES);
        builder.environment().putAll(surroundings.environment());
        surroundings.folder().map(Path::toFile).ifPresent(builder::directory);
        ProcessBuilder.Redirect log = ErrorLogFile.redirect(paths.errorLog());
        builder.redirectOutput(log).redirectError(log);
        Process process = builder.start();
        LOG.log(System.Logger.Level.DEBUG, "started " + builder.command());
        return new JvmProcess(process, ProcessStart.ticks(process.pid()).orElse(0));
    }

    List<String> childLine(int slot, int generation) {
        List<String> line = new ArrayList<>();
        // In a session of its own a child does not get the terminal's Ctrl-C; setsid only execs here, so the pid stays.
        if (Files.isExecutable(SETSID)) {
            line.add(SETSID.toString());
        }
        line.addAll(prefix);
        line.add(java());
        archive.file().ifPresent(file -> line.add(command.useArchive(file)));
        line.add("@" + argumentFile(generation));
        line.add(mainClass);
        line.addAll(new ChildArguments(slot, generation, paths.controlSocket()).words());
        return line;
    }

    /** The command line of a JVM that runs a child's code for a moment and leaves an archive of its classes. */
    List<String> trainingLine(int generation, Path output) {
        return List.of(java(), command.makeArchive(output), "@" + argumentFile(generation), mainClass, "--train");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private record JvmProcess(Process process, long startTicks) implements ChildProcess {
        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public void terminate() {
            process.destroy();
        }

        @Override
        public void quit() {
            QuitSignal.send(pid());
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public CompletionStage<Integer> exit() {
            return process.onExit().thenApply(Process::exitValue);
        }
    }
}
