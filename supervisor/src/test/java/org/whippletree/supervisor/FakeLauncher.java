package org.whippletree.supervisor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts processes that are only remembered; their pids count from 100. */
final class FakeLauncher implements ChildLauncher {
    static final class FakeProcess implements ChildProcess {
        final int slot;
        final int generation;
        final List<String> signals = new ArrayList<>();
        private final long pid;
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();

        FakeProcess(int slot, int generation, long pid) {
            this.slot = slot;
            this.generation = generation;
            this.pid = pid;
        }

        void exits(int value) {
            exit.complete(value);
        }

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public long startTicks() {
            return 1000 + pid;
        }

        @Override
        public void terminate() {
            signals.add("TERM");
        }

        @Override
        public void quit() {
            signals.add("QUIT");
        }

        @Override
        public void kill() {
            signals.add("KILL");
        }

        @Override
        public CompletionStage<Integer> exit() {
            return exit;
        }
    }

    final List<FakeProcess> processes = new ArrayList<>();
    boolean refusing;

    @Override
    public ChildProcess launch(int slot, int generation) throws IOException {
        if (refusing) {
            throw new IOException("Resource temporarily unavailable");
        }
        FakeProcess process = new FakeProcess(slot, generation, 100 + processes.size());
        processes.add(process);
        return process;
    }

    FakeProcess last() {
        return processes.get(processes.size() - 1);
    }
}
