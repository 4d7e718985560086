package org.whippletree.supervisor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The process of a child that another supervisor had started. The kernel tells its end to that one only, so it is looked for
 * ({@link AdoptedProcesses}), and its exit value is not known.
 */
final class AdoptedProcess implements ChildProcess {
    private final SavedChild saved;
    private final BooleanSupplier lives;
    private final Consumer<String> signals;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    AdoptedProcess(SavedChild saved) {
        this(saved, saved::lives, name -> send(saved.pid(), name));
    }

    /**
     * @param lives whether the process with the child's pid is the child
     * @param signals takes TERM, QUIT and KILL for it
     */
    AdoptedProcess(SavedChild saved, BooleanSupplier lives, Consumer<String> signals) {
        this.saved = saved;
        this.lives = lives;
        this.signals = signals;
    }

    private static void send(long pid, String signal) {
        switch (signal) {
            case "TERM" -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            case "KILL" -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            default -> QuitSignal.send(pid);
        }
    }

    SavedChild saved() {
        return saved;
    }

    @Override
    public long pid() {
        return saved.pid();
    }

    @Override
    public long startTicks() {
        return saved.startTicks();
    }

    @Override
    public void terminate() {
        signalled("TERM");
    }

    @Override
    public void quit() {
        signalled("QUIT");
    }

    @Override
    public void kill() {
        signalled("KILL");
    }

    /** A signal must not reach another process that has the pid by now. */
    private void signalled(String name) {
        if (lives.getAsBoolean()) {
            signals.accept(name);
        }
    }

    @Override
    public CompletionStage<Integer> exit() {
        return exit;
    }

    /** Whether it has ended, now or before; the first to find out completes {@link #exit}. */
    boolean ended() {
        if (!exit.isDone() && !lives.getAsBoolean()) {
            exit.complete(ChildExit.UNSEEN);
        }
        return exit.isDone();
    }
}
