package org.whippletree.supervisor.command;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.whippletree.config.ListenAddress;
import org.whippletree.config.ServerConfig;
import org.whippletree.supervisor.JavaCommand;
import org.whippletree.supervisor.admin.AdminClient;

/** Starts a supervisor in a session of its own and waits until its first generation serves. */
final class StartAction {
    private static final int LIMIT_SECONDS = 90;
    private static final int ASK_EVERY_MILLIS = 100;

    private final ServerConfig config;
    private final List<String> arguments;
    private final PrintWriter out;
    private final PrintWriter err;

    StartAction(ServerConfig config, List<String> arguments, PrintWriter out, PrintWriter err) {
        this.config = config;
        this.arguments = List.copyOf(arguments);
        this.out = out;
        this.err = err;
    }

    int run() {
        Path log = config.paths().errorLog();
        try (AdminClient client = AdminClient.over(config.paths().adminSocket())) {
            Files.createDirectories(log.toAbsolutePath().getParent());
            LogTail tail = LogTail.from(log);
            Process supervisor = spawn(log);
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (!supervisor.waitFor(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                int ready = client.readyChildren(supervisor.pid()).size();
                if (ready >= config.processes().startServers()) {
                    out.println("whippletree started: pid " + supervisor.pid() + ", " + ready
                            + (ready == 1 ? " child" : " children") + ", listening on " + listeners());
                    return ExitCode.OK;
                }
                if (System.nanoTime() > limit) {
                    throw new CommandFailure(
                            ExitCode.FAILURE,
                            "whippletree: pid " + supervisor.pid() + " does not serve after " + LIMIT_SECONDS
                                    + " s; it goes on trying, see " + log + ". To end it: whippletree -k stop");
                }
            }
            tail.lines().forEach(err::println);
            throw new CommandFailure(
                    ExitCode.FAILURE, "whippletree: it ended before it served; the lines above are the end of " + log);
        } catch (IOException failure) {
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: cannot start: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: interrupted while waiting", interrupted);
        }
    }

    /** setsid(1) keeps the pid here, as a process just spawned leads no group. */
    private Process spawn(Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(JavaCommand.supervisor());
        command.add("-DFOREGROUND");
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }

    private String listeners() {
        return config.listeners().stream().map(ListenAddress::toString).collect(Collectors.joining(", "));
    }
}
