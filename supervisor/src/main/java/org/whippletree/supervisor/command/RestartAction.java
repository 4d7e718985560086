package org.whippletree.supervisor.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.whippletree.config.ServerConfig;
import org.whippletree.supervisor.admin.AdminClient;
import org.whippletree.supervisor.admin.RestartReport;

/** Has the running server replace its children, and waits until others serve in their place. */
final class RestartAction {
    private static final int LIMIT_SECONDS = 300;
    private static final int SIGNAL_SECONDS = 10;
    private static final int ASK_EVERY_MILLIS = 100;

    private final ServerConfig config;
    private final PrintWriter out;
    private final PrintWriter err;

    RestartAction(ServerConfig config, PrintWriter out, PrintWriter err) {
        this.config = config;
        this.out = out;
        this.err = err;
    }

    /** @param signal HUP or USR1 */
    int run(long pid, String signal) {
        try (AdminClient client = AdminClient.over(config.paths().adminSocket())) {
            long before = client.restarts().asked();
            Signals.send(pid, signal);
            awaitBegin(client, before, pid, signal);
            RestartReport report = awaitEnd(client, before, pid);
            if (!report.problems().isEmpty()) {
                report.problems().forEach(err::println);
                throw new CommandFailure(
                        ExitCode.FAILURE, "whippletree: pid " + pid + " refused to restart; nothing was changed");
            }
            out.println("whippletree restarted: pid " + pid + ", generation " + report.generation());
            return ExitCode.OK;
        } catch (IOException failure) {
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "whippletree: pid " + pid + " does not say whether it restarted (" + failure.getMessage()
                            + "); see " + config.paths().errorLog(),
                    failure);
        }
    }

    private static void awaitBegin(AdminClient client, long before, long pid, String signal) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SIGNAL_SECONDS);
        while (client.restarts().asked() == before) {
            if (System.nanoTime() > limit) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "whippletree: pid " + pid + " does not answer SIG" + signal
                                + "; it stops, runs one child only (-X), or was started with that signal ignored (nohup)");
            }
            pause();
        }
    }

    private static RestartReport awaitEnd(AdminClient client, long before, long pid) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        RestartReport report = client.restarts();
        while (report.ended() <= before) {
            if (System.nanoTime() > limit) {
                throw new CommandFailure(
                        ExitCode.FAILURE,
                        "whippletree: pid " + pid + " has not replaced its children after " + LIMIT_SECONDS
                                + " s; it goes on trying, and its error log may say why");
            }
            pause();
            report = client.restarts();
        }
        return report;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: interrupted while waiting", interrupted);
        }
    }
}
