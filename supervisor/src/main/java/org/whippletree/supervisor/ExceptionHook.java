package org.whippletree.supervisor;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.errorlog.ErrorLog;

/**
 * Runs {@code ExceptionHookCommand} after a child has broken down: with slot, generation, pid, and how it ended, as further
 * arguments; in the folder of the dumps, with output and errors in the error log. One at a time, for at most half a minute, and never
 * as root. Told on the loop; runs on the JDK's own threads.
 */
final class ExceptionHook {
    static final int LIMIT_SECONDS = 30;
    private static final System.Logger LOG = System.getLogger(ExceptionHook.class.getName());

    private final List<String> line;
    private final Path folder;
    private final Redirect log;
    private Optional<Process> running = Optional.empty();

    /**
     * @param line the words before its own arguments; empty: there is no hook
     */
    ExceptionHook(List<String> line, Path folder, Redirect log) {
        this.line = List.copyOf(line);
        this.folder = folder;
        this.log = log;
    }

    /** As the configuration says, run as the user of the children. */
    static ExceptionHook of(ServerConfig config, Optional<ChildUser> user, int ownUid) throws StartFailure {
        CrashOptions crashes = config.child().crashes();
        if (!crashes.hookEnabled()) {
            return none();
        }
        if (crashes.hookCommand().isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "EnableExceptionHook has no effect without ExceptionHookCommand");
            return none();
        }
        if (ownUid == 0 && user.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "ExceptionHookCommand is never run as root, and so not at all: set User");
            return none();
        }
        List<String> words = new ArrayList<>(user.isPresent() ? user.get().prefix() : List.of());
        words.addAll(crashes.hookCommand());
        return new ExceptionHook(
                words,
                crashes.dumpFolder(),
                ErrorLogFile.redirect(config.paths().errorLog()));
    }

    static ExceptionHook none() {
        return new ExceptionHook(List.of(), Path.of(""), Redirect.DISCARD);
    }

    /** What is run, before its own arguments. */
    List<String> line() {
        return line;
    }

    /** Takes the place of another one, whose command may still run. */
    void follow(ExceptionHook former) {
        running = former.running;
    }

    void childEnded(ChildHandle child, ChildExit exit) {
        if (line.isEmpty() || !exit.crashed()) {
            return;
        }
        if (running.filter(Process::isAlive).isPresent()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "ExceptionHookCommand is not run for " + child + ": it still runs for an earlier one");
            return;
        }
        run(child, exit);
    }

    private void run(ChildHandle child, ChildExit exit) {
        List<String> command = new ArrayList<>(line);
        command.addAll(List.of(
                Integer.toString(child.slot()),
                Integer.toString(child.generation()),
                Long.toString(child.pid()),
                exit.inWords()));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log)
                    .redirectError(log)
                    .start();
            running = Optional.of(process);
            ErrorLog.notice(LOG, "ExceptionHookCommand runs for " + child + ", pid " + process.pid());
            process.onExit()
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .whenComplete((ended, timeout) -> tell(process, timeout != null));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "ExceptionHookCommand cannot be run (" + e.getMessage() + ")");
        }
    }

    private static void tell(Process process, boolean late) {
        if (late) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "ExceptionHookCommand, pid " + process.pid() + ", has not ended after " + LIMIT_SECONDS
                            + " s: it is killed");
            process.destroyForcibly();
        } else if (process.exitValue() != 0) {
            LOG.log(System.Logger.Level.WARNING, "ExceptionHookCommand ended with exit code " + process.exitValue());
        }
    }
}
