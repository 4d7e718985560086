package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.whippletree.supervisor.ControllingTerminal;
import org.whippletree.supervisor.Orphans;

/** Stops the running server and waits until it is gone. */
final class StopAction {
    /** A stop on TERM takes ten seconds at the most. */
    private static final int LIMIT_SECONDS = 20;
    /** How long what is in flight may take when TERM stops a server. */
    private static final int FINISH_SECONDS = 5;

    private final RunningServer server;
    private final PrintWriter out;

    StopAction(RunningServer server, PrintWriter out) {
        this.server = server;
        this.out = out;
    }

    /** At once. */
    int run() {
        return end("TERM", OptionalLong.of(LIMIT_SECONDS), OptionalLong.of(FINISH_SECONDS));
    }

    /**
     * When what is in flight is finished.
     *
     * @param bound GracefulShutdownTimeout; zero: none
     */
    int runGracefully(Duration bound) {
        server.process()
                .map(ProcessHandle::pid)
                .filter(ControllingTerminal::controls)
                .ifPresent(pid -> {
                    throw new CommandFailure(
                            ExitCode.FAILURE,
                            "whippletree: pid " + pid
                                    + " belongs to a terminal, where SIGWINCH means that the window has"
                                    + " another size: end it there, or with -k stop");
                });
        OptionalLong finishSeconds = bound.isZero() ? OptionalLong.empty() : OptionalLong.of(bound.toSeconds());
        return end(
                "WINCH",
                bound.isZero() ? OptionalLong.empty() : OptionalLong.of(bound.toSeconds() + LIMIT_SECONDS),
                finishSeconds);
    }

    private int end(String signal, OptionalLong limitSeconds, OptionalLong finishSeconds) {
        Optional<ProcessHandle> running = server.process();
        if (running.isEmpty()) {
            return endOrphans(finishSeconds);
        }
        ProcessHandle process = running.get();
        Signals.send(process.pid(), signal);
        awaitEnd(process, limitSeconds);
        out.println("whippletree stopped (pid " + process.pid() + ")");
        return ExitCode.OK;
    }

    private int endOrphans(OptionalLong finishSeconds) {
        Orphans orphans = server.orphans();
        if (orphans.pids().isEmpty()) {
            out.println(server.notRunning());
            return ExitCode.OK;
        }
        return new OrphanStop(orphans, out).run(finishSeconds);
    }

    private static void awaitEnd(ProcessHandle process, OptionalLong limitSeconds) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            if (limitSeconds.isPresent()) {
                end.get(limitSeconds.getAsLong(), TimeUnit.SECONDS);
            } else {
                end.get();
            }
        } catch (TimeoutException late) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "whippletree: pid " + process.pid() + " got the signal but still runs after "
                            + limitSeconds.getAsLong() + " s; its error log may say why",
                    late);
        } catch (ExecutionException failure) {
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: cannot wait for pid " + process.pid(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: interrupted while waiting", interrupted);
        }
    }
}
