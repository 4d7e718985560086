package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.directive.LoadedConfig;
import org.whippletree.testkit.Await;
import org.whippletree.testkit.LeakWatch;

/** The whole process with children that are JVMs, watched through its log as an operator would. */
@Timeout(30)
class SupervisorProcessIT {
    private static final Pattern READY =
            Pattern.compile("child (\\d+) \\(generation 0, pid (\\d+)\\): STARTING -> READY");

    @TempDir
    private Path folder;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private Thread thread;

    private ServerConfig config;

    private void starts(int children, RunMode mode) {
        config = TestConfigs.server(folder, children, List.of("-Xmx32m", "-Xms8m", LeakWatch.JVM_OPTION));
        SupervisorProcess process = new SupervisorProcess(config, this::reread, mode, StandInChild.class.getName());
        thread = new Thread(() -> exitCode.complete(process.run()), "test-supervisor");
        thread.start();
    }

    private LoadedConfig reread() {
        return new LoadedConfig(
                Optional.of(config), List.of(), new LoadedConfig.Origins(Map.of(), List.of(), List.of()));
    }

    @AfterEach
    void stopsWhateverRuns() throws Exception {
        thread.interrupt();
        thread.join();
        LeakWatch.check(log());
    }

    /** The pids of children that became ready, in that order; waits until there are so many. */
    private List<Long> readyPids(int count) throws Exception {
        Await.until(count + " children that were ready", () -> {
            boolean enough = readyPids().size() >= count;
            assertFalse(!enough && exitCode.isDone(), () -> "ended early: " + log());
            return enough;
        });
        return readyPids();
    }

    private List<Long> readyPids() {
        return READY.matcher(log())
                .results()
                .map(found -> Long.valueOf(found.group(2)))
                .toList();
    }

    private String log() {
        try {
            return Files.exists(config.paths().errorLog())
                    ? Files.readString(config.paths().errorLog())
                    : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsChildrenServingAndStopsThem() throws Exception {
        starts(2, RunMode.normal());
        List<Long> first = readyPids(2);
        ProcessHandle killed = ProcessHandle.of(first.get(0)).orElseThrow();
        assertTrue(killed.parent().filter(ProcessHandle.current()::equals).isPresent(), "a direct child process");
        assertEquals(
                ProcessHandle.current().pid() + "\n",
                Files.readString(config.paths().pidFile()));

        killed.destroyForcibly();
        List<Long> all = readyPids(3);

        assertTrue(log().contains("child pid " + first.get(0) + " exit signal Killed (9)"), log());
        List<String> slots =
                READY.matcher(log()).results().map(found -> found.group(1)).toList();
        assertEquals(slots.get(0), slots.get(2));

        thread.interrupt();
        assertEquals(0, exitCode.get());
        for (long pid : all) {
            assertFalse(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent(), () -> pid + " lives");
        }
        assertFalse(Files.exists(config.paths().pidFile()));
        assertFalse(Files.exists(config.paths().controlSocket()));
        assertFalse(log().contains("SIGTERM"), log());
    }

    @Test
    void endsWithItsOnlyChild() throws Exception {
        starts(2, new RunMode(true, false));

        ProcessHandle.of(readyPids(1).get(0)).orElseThrow().destroy();

        assertEquals(1, exitCode.get());
        assertEquals(1, readyPids().size());
    }

    @Test
    void refusesToRunTwice() throws Exception {
        starts(1, RunMode.normal());
        readyPids(1);

        assertEquals(1, SupervisorProcess.run(config, this::reread, RunMode.normal()));

        assertTrue(log().contains("already running"), log());
        assertFalse(exitCode.isDone());
    }
}
