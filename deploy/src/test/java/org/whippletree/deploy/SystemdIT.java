package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whippletree.testkit.Await;

/** The service as systemd sees it: its unit, and what it says on NOTIFY_SOCKET. */
class SystemdIT {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path SYSTEMD =
            Path.of("target", "whippletree", "systemd").toAbsolutePath();

    private static final String RELOADING = "RELOADING=1\nMONOTONIC_USEC=";

    private static final String WATCHDOG_MICROS = "500000";
    private static final int SIGNS = 6;

    @TempDir
    private Path folder;

    @Test
    void tellsReadinessStatusSignsOfLifeAndStop() throws Exception {
        try (NotifySocket manager = new NotifySocket();
                Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.prepare("systemd", ServerConf.of(2, 4, backends.urls()))) {
            Process supervisor = start(server, manager, "2000000");

            Await.until("readiness", () -> manager.received("READY=1"));
            assertTrue(manager.received("READY=1\nMAINPID=" + supervisor.pid() + "\nSTATUS=2 of 2 children serve"));
            assertEquals(200, get(server));
            Await.until("a status with the request", () -> manager.received(", 1 requests answered"));
            Await.until(
                    "signs of life",
                    () -> manager.messages().stream()
                                    .filter("WATCHDOG=1"::equals)
                                    .count()
                            >= 3);
            assertFalse(manager.received("STOPPING=1"));

            supervisor.destroy();

            assertTrue(supervisor.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, supervisor.exitValue());
            assertTrue(manager.received("STOPPING=1\nSTATUS=Stopping: 2 children left"));
        }
    }

    /** What systemd does after a crash, by Restart=on-failure. */
    @Test
    void isReadyAgainWithTheSameChildrenAfterTheSupervisorDied() throws Exception {
        try (NotifySocket manager = new NotifySocket();
                Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.prepare("systemd-crash", ServerConf.of(2, 4, backends.urls()))) {
            Process first = start(server, manager, "60000000");
            Await.until("readiness", () -> manager.received("READY=1"));
            Set<Long> children = server.status().pids();
            first.destroyForcibly();
            assertTrue(first.waitFor(30, TimeUnit.SECONDS));
            assertEquals(200, get(server));

            Process second = start(server, manager, "60000000");

            String ready = "READY=1\nMAINPID=" + second.pid() + "\nSTATUS=2 of 2 children serve";
            Await.until("readiness of the second", () -> manager.received(ready));
            assertEquals(children, server.status().pids());
            second.destroy();
            assertTrue(second.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, second.exitValue());
            Await.until("the end of every process", () -> server.processes().isEmpty());
        }
    }

    @Test
    void hasAUnitThatLeavesChildrenForTheNextSupervisor() throws IOException {
        List<String> unit = Files.readAllLines(SYSTEMD.resolve("whippletree.service"));

        assertTrue(
                unit.containsAll(List.of("KillMode=process", "Restart=on-failure", "RuntimeDirectoryPreserve=restart")),
                unit.toString());
        assertTrue(unit.stream().noneMatch(line -> line.startsWith("ExecStop")), unit.toString());
    }

    @Test
    void tellsAReloadAndItsEnd() throws Exception {
        try (NotifySocket manager = new NotifySocket();
                RunningServer server =
                        RunningServer.prepare("notify-reload", ServerConf.of(1, 4, List.of("http://127.0.0.1:9")))) {
            Process supervisor = start(server, manager, "60000000");
            Await.until("readiness", () -> manager.received("READY=1"));
            // The monotonic clock of the kernel, in the JVM as for systemd.
            long beforeMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());

            Processes.signal(supervisor.pid(), "USR1");

            Await.until(
                    "the end of the reload", () -> afterReload(manager).anyMatch(said -> said.startsWith("READY=1\n")));
            String stamp = afterReload(manager).findFirst().orElseThrow().substring(RELOADING.length());
            long reloadedMicros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime());
            assertTrue(beforeMicros <= Long.parseLong(stamp), stamp);
            assertTrue(Long.parseLong(stamp) <= reloadedMicros, stamp);
        }
    }

    private static Stream<String> afterReload(NotifySocket manager) {
        return manager.messages().stream().dropWhile(said -> !said.startsWith(RELOADING));
    }

    /** One that is stopped by a signal looks like one whose loop hangs; another one shows what time has passed. */
    @Test
    void givesNoSignOfLifeWhileTheSupervisorHangs() throws Exception {
        try (NotifySocket manager = new NotifySocket();
                NotifySocket otherManager = new NotifySocket();
                RunningServer server =
                        RunningServer.prepare("watchdog", ServerConf.of(1, 4, List.of("http://127.0.0.1:9")));
                RunningServer other =
                        RunningServer.prepare("watchdog-other", ServerConf.of(1, 4, List.of("http://127.0.0.1:9")))) {
            Process supervisor = start(server, manager, WATCHDOG_MICROS);
            start(other, otherManager, WATCHDOG_MICROS);
            Await.until("readiness", () -> manager.received("READY=1"));
            Await.until("readiness of the other one", () -> otherManager.received("READY=1"));

            Processes.signal(supervisor.pid(), "STOP");
            int before = manager.messages().size();
            int otherBefore = otherManager.messages().size();
            Await.until(
                    "signs of life of the other one",
                    () -> otherManager.messages().size() >= otherBefore + SIGNS);
            int after = manager.messages().size();
            Processes.signal(supervisor.pid(), "CONT");

            // One message may have been on its way when the signal was sent.
            assertTrue(after - before <= 1, manager.messages().toString());
            Await.until("life again", () -> manager.messages().size() > after);
        }
    }

    @Test
    void keepsTheManagersSocketFromChildren() throws Exception {
        try (NotifySocket manager = new NotifySocket();
                RunningServer server =
                        RunningServer.prepare("notify-env", ServerConf.of(1, 4, List.of("http://127.0.0.1:9")))) {
            Process supervisor = start(server, manager, "2000000");
            Await.until("readiness", () -> manager.received("READY=1"));

            List<ProcessHandle> children = supervisor.toHandle().children().toList();

            assertFalse(children.isEmpty());
            for (ProcessHandle child : children) {
                assertFalse(Processes.environment(child.pid()).contains("NOTIFY_SOCKET"));
            }
        }
    }

    @Test
    void refusesToStartForAManagerThatItCannotTell() {
        try (RunningServer server =
                RunningServer.prepare("notify-bad", ServerConf.of(1, 4, List.of("http://127.0.0.1:9")))) {
            ProcessBuilder builder = Distribution.command(server.with("-DFOREGROUND"));
            builder.environment().put("NOTIFY_SOCKET", "vsock:2:1234");

            assertEquals(1, exitCode(builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD)));
            assertTrue(server.logText().contains("NOTIFY_SOCKET is 'vsock:2:1234'"), server.logText());
        }
    }

    @Test
    void hasAUnitThatSystemdApproves() throws IOException {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed (package systemd)");
        String unit = Files.readString(SYSTEMD.resolve("whippletree.service"))
                .replace("/opt/whippletree/bin/", SYSTEMD.resolveSibling("bin") + "/");
        Path copy = Files.writeString(folder.resolve("whippletree.service"), unit);
        Path said = folder.resolve("said");

        int code = exitCode(new ProcessBuilder(ANALYZE.toString(), "verify", "--man=no", copy.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile()));

        assertEquals(0, code, Files.readString(said));
        // It warns of what it does not know and returns 0 all the same.
        assertFalse(Files.readString(said).contains("whippletree.service"), Files.readString(said));
    }

    @Test
    void hasAConfigurationForTheServiceThatIsApproved() {
        Distribution.Outcome outcome =
                Distribution.run("-t", "-f", SYSTEMD.resolve("whippletree.conf").toString());

        assertEquals("Syntax OK\n", outcome.err());
        assertEquals(0, outcome.exitCode());
    }

    private static Process start(RunningServer server, NotifySocket manager, String watchdogMicros) throws IOException {
        ProcessBuilder builder = Distribution.command(server.with("-DFOREGROUND"));
        builder.environment().put("NOTIFY_SOCKET", manager.path());
        builder.environment().put("WATCHDOG_USEC", watchdogMicros);
        return builder.redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static int get(RunningServer server) throws IOException {
        try (RawConnection client = RawConnection.open(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            return client.answer().status();
        }
    }

    private static int exitCode(ProcessBuilder builder) {
        try {
            Process process =
                    builder.redirectInput(Redirect.from(new File("/dev/null"))).start();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
            return process.exitValue();
        } catch (IOException failure) {
            throw new AssertionError("cannot run " + builder.command(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }
}
