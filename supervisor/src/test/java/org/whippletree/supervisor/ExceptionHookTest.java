package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.config.ChildLimits;
import org.whippletree.config.ChildOptions;
import org.whippletree.config.ChildOwner;
import org.whippletree.config.CrashOptions;
import org.whippletree.config.ServerConfig;
import org.whippletree.testkit.Await;

@Timeout(30)
class ExceptionHookTest {
    private static final int SEGMENTATION_FAULT = 139;
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    private Path program;
    private Path told;

    @BeforeEach
    void writesAProgram() throws IOException {
        told = folder.resolve("told");
        program = Files.writeString(folder.resolve("hook"), "#!/bin/sh\npwd\nfor word; do echo \"$word\"; done\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static ChildHandle child() {
        return new ChildHandle(3, 7, new FakeLauncher.FakeProcess(3, 7, 4711), 0);
    }

    private ExceptionHook hook() {
        return new ExceptionHook(List.of(program.toString(), "crash"), folder, Redirect.appendTo(told.toFile()));
    }

    @Test
    void tellsTheProgramWhoEndedAndHow() throws Exception {
        hook().childEnded(child(), new ChildExit(SEGMENTATION_FAULT));

        List<String> expected = List.of(
                folder.toRealPath().toString(), "crash", "3", "7", "4711", "exit signal Segmentation fault (11)");
        Await.until(
                "what the program was told",
                () -> Files.exists(told) && Files.readAllLines(told).size() >= expected.size());
        assertEquals(expected, Files.readAllLines(told));
    }

    @Test
    void runsForBreakdownsOnly() {
        hook().childEnded(child(), new ChildExit(0));
        hook().childEnded(child(), new ChildExit(KILLED));
        ExceptionHook.none().childEnded(child(), new ChildExit(SEGMENTATION_FAULT));

        assertFalse(Files.exists(told));
    }

    @Test
    void waitsForTheProgramOfTheGenerationBefore() throws Exception {
        Path busy = Files.createFile(folder.resolve("busy"));
        Files.writeString(program, "#!/bin/sh\nwhile test -e " + busy + "; do sleep 0.01; done\n");
        ExceptionHook before = hook();
        before.childEnded(child(), new ChildExit(SEGMENTATION_FAULT));
        Path later = folder.resolve("later");
        ExceptionHook after = new ExceptionHook(List.of(program.toString()), folder, Redirect.appendTo(later.toFile()));
        after.follow(before);

        after.childEnded(child(), new ChildExit(SEGMENTATION_FAULT));

        assertFalse(Files.exists(later));
        Files.delete(busy);
    }

    @Test
    void doesNoHarmIfTheProgramHasGone() throws Exception {
        ExceptionHook hook = hook();
        Files.delete(program);

        hook.childEnded(child(), new ChildExit(SEGMENTATION_FAULT));

        assertEquals(0, Files.size(told));
    }

    @Test
    void isNeverRootsOwn() throws Exception {
        ServerConfig config = TestConfigs.server(folder, 1, List.of());
        ChildOptions child = new ChildOptions(
                List.of(),
                config.child().orphanTimeout(),
                config.child().sharing(),
                ChildLimits.none(),
                new CrashOptions(folder, true, true, List.of(program.toString())),
                ChildOwner.starter());
        ServerConfig hooked = new ServerConfig(
                config.serverName(),
                config.paths(),
                config.logLevel(),
                config.listeners(),
                config.listenOptions(),
                config.adminListeners(),
                config.processes(),
                child,
                config.grace(),
                config.proxy());

        assertEquals(List.of(), ExceptionHook.of(hooked, Optional.empty(), 0).line());
        assertEquals(
                List.of(program.toString()),
                ExceptionHook.of(hooked, Optional.empty(), 1000).line());
        assertEquals(
                List.of("--reuid=1000", "--regid=1001", "--init-groups", "--no-new-privs", program.toString()),
                ExceptionHook.of(hooked, Optional.of(new ChildUser(1000, 1001, true)), 0)
                        .line()
                        .subList(1, 6));
    }
}
