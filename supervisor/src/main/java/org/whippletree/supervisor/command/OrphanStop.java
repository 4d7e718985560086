package org.whippletree.supervisor.command;

import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.whippletree.supervisor.Orphans;

/** Ends children that have outlived their supervisor, as that would have ended them. */
final class OrphanStop {
    private static final int CUT_SECONDS = 3;
    private static final int KILL_SECONDS = 3;
    private static final int LOOK_MILLIS = 50;

    private final Orphans orphans;
    private final PrintWriter out;

    OrphanStop(Orphans orphans, PrintWriter out) {
        this.orphans = orphans;
        this.out = out;
    }

    /** @param finishSeconds how long they may finish what is in flight; empty: as long as it takes */
    int run(OptionalLong finishSeconds) {
        out.println("whippletree: the supervisor has died; its children are told to end, pids " + orphans.pids());
        out.flush();
        try {
            orphans.terminate();
            if (!ended(finishSeconds)) {
                orphans.terminate();
                if (!ended(OptionalLong.of(CUT_SECONDS))) {
                    orphans.kill();
                    requireEnd();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILURE, "whippletree: interrupted while waiting", interrupted);
        }
        out.println("whippletree stopped (its supervisor had died)");
        return ExitCode.OK;
    }

    private void requireEnd() throws InterruptedException {
        if (!ended(OptionalLong.of(KILL_SECONDS))) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "whippletree: pids " + orphans.pids() + " got a SIGKILL but still run");
        }
    }

    private boolean ended(OptionalLong limitSeconds) throws InterruptedException {
        long beganAtNanos = System.nanoTime();
        while (!orphans.pids().isEmpty()) {
            if (limitSeconds.isPresent()
                    && System.nanoTime() - beganAtNanos > TimeUnit.SECONDS.toNanos(limitSeconds.getAsLong())) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
