package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** A child that breaks down is replaced, and leaves what helps to find out why where the configuration says. */
class CrashIT {
    private static final List<String> NOWHERE = List.of("http://127.0.0.1:9");

    @Test
    void leavesAHeapDumpInCoreDumpDirectoryWhenTheHeapOverflows() throws IOException {
        Path dumps = emptyFolder("heap-dumps");
        ServerConf conf =
                ServerConf.of(1, 4, NOWHERE).with("CoreDumpDirectory " + dumps).with("ChildJavaOptions -Xmx48m");
        try (RunningServer server = RunningServer.start("out-of-heap", conf)) {
            long victim = child(server);
            assertEquals(
                    dumps.toRealPath(), Path.of("/proc", "" + victim, "cwd").toRealPath());

            ChildAgent.takeHeapOf(victim);

            awaitReplacement(server, victim);
            assertEquals(
                    1,
                    server.logged(
                            server.supervisor(), "AH00052: child pid " + victim + " exit code 3 (out of memory)"));
            assertTrue(Files.size(dumps.resolve("java_pid" + victim + ".hprof")) > 1 << 20);
        }
    }

    @Test
    void endsAChildThatHasNoMemoryForBuffersLeft() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("out-of-buffers", ServerConf.of(1, 4, backends.urls()))) {
            long victim = child(server);
            ChildAgent.takeDirectMemoryOf(victim);

            Await.until("the end of " + victim, () -> {
                uploadThatMayFail(server.port());
                return !Processes.lives(victim);
            });

            awaitReplacement(server, victim);
            assertEquals(
                    1,
                    server.logged(
                            server.supervisor(), "AH00052: child pid " + victim + " exit code 3 (out of memory)"));
            try (RawConnection client = RawConnection.open(server.port())) {
                assertEquals(200, client.get("/").status());
            }
        }
    }

    @Test
    void tellsTheExceptionHookOfACrashAndLeavesTheJvmsErrorFile() throws IOException {
        Path dumps = emptyFolder("crash-dumps");
        try (RunningServer server = RunningServer.prepare("crash", crashing(dumps))) {
            if (isRoot()) {
                OwnerIT.assumeOthersMayPass();
                // The hook never runs as root; with User it does as that, see OwnerIT.
                Files.setAttribute(dumps, "unix:uid", OwnerIT.UID);
                server.startAs(OwnerIT.UID);
            } else {
                server.startAgain();
            }
            crash(server, dumps);
        }
    }

    /** Sends a child a signal that the JVM takes for a crash; the hook tells of it. */
    static void crash(RunningServer server, Path dumps) throws IOException {
        long victim = child(server);

        Processes.signal(victim, "SEGV");

        awaitReplacement(server, victim);
        assertTrue(
                server.logged(server.supervisor(), "AH00052: child pid " + victim + " exit signal Aborted (6)") == 1);
        assertTrue(Files.size(dumps.resolve("hs_err_pid" + victim + ".log")) > 0);
        Path told = dumps.resolve("told");
        Await.until("the hook's words", () -> Files.exists(told) && Files.size(told) > 0);
        String[] words = Files.readString(told).strip().split(" ", 2);
        assertEquals("slot 0 generation 0 pid " + victim + " exit signal Aborted (6)", words[1]);
        assertFalse(words[0].equals("0"), "never as root");
    }

    /** A server whose hook writes its user and what it is told into the folder of the dumps. */
    static ServerConf crashing(Path dumps) throws IOException {
        Path hook = Files.writeString(
                dumps.resolve("hook.sh"), "#!/bin/sh\necho $(id -u) slot $1 generation $2 pid $3 $4 > told\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        return ServerConf.of(1, 4, NOWHERE)
                .with("CoreDumpDirectory " + dumps)
                .with("EnableExceptionHook On")
                .with("ExceptionHookCommand " + hook);
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    static Path emptyFolder(String name) throws IOException {
        Path folder = Path.of("target", "black-box", name).toAbsolutePath();
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return folder;
    }

    private static void uploadThatMayFail(int port) {
        int bytes = 1 << 20;
        try (RawConnection client = RawConnection.open(port)) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + bytes
                    + "\r\n\r\n" + "x".repeat(bytes));
            client.head();
        } catch (IOException ofTheChildThatEnds) {
            assertTrue(ofTheChildThatEnds.getMessage() != null);
        }
    }

    private static long child(RunningServer server) {
        return server.status().children().get(0).pid();
    }

    private static void awaitReplacement(RunningServer server, long victim) {
        server.status(
                "a replacement of " + victim,
                status -> status.children().stream().anyMatch(child -> child.pid() != victim && child.ready()));
    }
}
