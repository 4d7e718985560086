package org.whippletree.supervisor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The process of a child that another supervisor had started. The kernel tells its end to that one only, so it is looked for
 * ({@link AdoptedProcesses}), and its exit value is not known.
 */
final class AdoptedProcess implements ChildProcess {
    private final SavedChild child;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    AdoptedProcess(SavedChild child) {
        this.child = child;
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public long startTicks() {
        return child.startTicks();
    }

    @Override
    public void terminate() {
        ifItLives(ProcessHandle::destroy);
    }

    @Override
    public void quit() {
        ifItLives(process -> QuitSignal.send(process.pid()));
    }

    @Override
    public void kill() {
        ifItLives(ProcessHandle::destroyForcibly);
    }

    /** A signal must not reach another process that has the pid by now. */
    private void ifItLives(Consumer<ProcessHandle> signal) {
        if (child.lives()) {
            ProcessHandle.of(pid()).ifPresent(signal);
        }
    }

    @Override
    public CompletionStage<Integer> exit() {
        return exit;
    }

    /** Whether it has ended, now or before; the first to find out completes {@link #exit}. */
    boolean ended() {
        if (!exit.isDone() && !child.lives()) {
            exit.complete(ChildExit.UNSEEN);
        }
        return exit.isDone();
    }
}
