package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops the running server and waits until it is gone. */
final class StopAction {
    private static final int LIMIT_SECONDS = 20;

    private final RunningServer server;
    private final PrintWriter out;

    StopAction(RunningServer server, PrintWriter out) {
        this.server = server;
        this.out = out;
    }

    int run() {
        Optional<ProcessHandle> running = server.process();
        if (running.isEmpty()) {
            String which = server.recordedPid().map(pid -> "pid " + pid + "?").orElse("no pid file");
            out.println("whippletree (" + which + ") not running");
            return ExitCode.OK;
        }
        ProcessHandle process = running.get();
        if (!process.destroy()) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "whippletree: may not signal pid " + process.pid() + "; stop it as the user who started it");
        }
        awaitEnd(process);
        out.println("whippletree stopped (pid " + process.pid() + ")");
        return ExitCode.OK;
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "whippletree: pid " + process.pid() + " got the signal but still runs after " + LIMIT_SECONDS
                            + " s; its error log may say why",
                    late);
        } catch (ExecutionException failure) {
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: cannot wait for pid " + process.pid(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: interrupted while waiting", interrupted);
        }
    }
}
