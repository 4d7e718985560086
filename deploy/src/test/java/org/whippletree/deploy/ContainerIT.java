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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;
import org.whippletree.testkit.LeakWatch;

/**
 * The server as a container runs it, with the kernel's namespaces but without a container engine: the first process of its
 * namespace, an unprivileged user, everything read only but an empty {@code /run}.
 */
class ContainerIT {
    private static final Path SCRIPT =
            Path.of("src", "test", "resources", "container", "run.sh").toAbsolutePath();
    private static final Path DISTRIBUTION = Path.of("target", "whippletree").toAbsolutePath();
    private static final Path IMAGE = Path.of("target", "image").toAbsolutePath();
    private static final Path LOG = IMAGE.resolve("log");

    @BeforeAll
    static void needsNamespaces() throws Exception {
        Process probe = new ProcessBuilder("unshare", "--mount", "--pid", "--fork", "mount", "-t", "proc", "x", "/mnt")
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        assumeTrue(probe.waitFor() == 0, "this user may not make namespaces and mounts (root in a container may not)");
    }

    @Test
    void runsUnprivilegedOnAReadOnlyRootFromTheArchiveOfTheImage() throws Exception {
        int port = FreePorts.next();
        try (Backends backends = Backends.answeringAfter(0)) {
            int admin = FreePorts.next();
            build(ServerConf.of(2, 4, backends.urls()).with("AdminListen 127.0.0.1:" + admin), port);

            Process engine = start();
            try {
                long first = firstProcess(engine);
                Await.until("two children that serve", () -> log().split("-> READY", -1).length == 3);
                List<ProcessHandle> children =
                        ProcessHandle.of(first).orElseThrow().children().toList();

                assertEquals(200, get(port, "/"));
                assertEquals(200, get(admin, "/livez"));
                assertEquals(200, get(admin, "/readyz"));
                assertEquals(2, children.size());
                assertTrue(status(first, "NSpid").endsWith("\t1"), status(first, "NSpid"));
                for (long pid : Stream.concat(
                                Stream.of(first), children.stream().map(ProcessHandle::pid))
                        .toList()) {
                    assertEquals("Uid:\t10001\t10001\t10001\t10001", status(pid, "Uid"));
                    assertEquals("CapEff:\t0000000000000000", status(pid, "CapEff"));
                }
                for (ProcessHandle child : children) {
                    assertTrue(maps(child.pid()).contains("/var/cache/whippletree/children-"), log());
                }
                assertTrue(maps(first).contains("/var/cache/whippletree/supervisor-"), log());
                assertFalse(log().contains("no class archive"), log());
                assertTrue(log().contains("memory: the control group allows 512 MB, but"), log());

                losesNoZombieOf(first, children);
                stopsGracefully(engine, first);
            } finally {
                engine.descendants().forEach(ProcessHandle::destroyForcibly);
                engine.destroyForcibly();
            }
        }
    }

    /** Nobody but the first process can collect what has ended in its namespace. */
    private static void losesNoZombieOf(long first, List<ProcessHandle> children) {
        children.forEach(ProcessHandle::destroyForcibly);
        Set<ProcessHandle> old = new HashSet<>(children);
        Await.until("two new children", () -> log().split("-> READY", -1).length == 5);

        List<ProcessHandle> now =
                ProcessHandle.of(first).orElseThrow().descendants().toList();

        assertEquals(2, now.size(), now.toString());
        assertTrue(now.stream().noneMatch(old::contains));
        now.forEach(child -> assertFalse(status(child.pid(), "State").contains("Z"), log()));
    }

    /** By the signal that the image names. */
    private static void stopsGracefully(Process engine, long first) throws Exception {
        Processes.signal(first, "WINCH");

        assertTrue(engine.waitFor(15, TimeUnit.SECONDS), log());
        assertEquals(0, engine.exitValue(), log());
        assertTrue(log().contains("AH00492: caught SIGWINCH"), log());
        assertFalse(log().contains("SIGKILL"), log());
        LeakWatch.check(log());
    }

    private static void build(ServerConf wanted, int port) throws Exception {
        Files.createDirectories(IMAGE);
        String conf = wanted.text(Path.of("/etc/whippletree"), Path.of("/run/whippletree"), port)
                .replace("PidFile whippletree.pid", "PidFile /run/whippletree/whippletree.pid")
                .replace("ErrorLog logs/error_log", "ErrorLog /dev/stderr");
        Files.writeString(IMAGE.resolve("whippletree.conf"), conf);
        Process build = script("build").redirectOutput(LOG.toFile()).start();
        assertTrue(build.waitFor(120, TimeUnit.SECONDS), log());
        assertEquals(0, build.exitValue(), log());
        assertTrue(log().startsWith("/var/cache/whippletree/children-"), log());
    }

    private static Process start() throws IOException {
        return script("start", "-DFOREGROUND", "-f", "/etc/whippletree/whippletree.conf")
                .redirectOutput(LOG.toFile())
                .start();
    }

    private static ProcessBuilder script(String step, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--propagation",
                "private",
                "sh",
                SCRIPT.toString(),
                step,
                IMAGE.toString(),
                DISTRIBUTION.toString(),
                System.getProperty("java.home"),
                LeakWatch.JVM_OPTION));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true);
    }

    private static long firstProcess(Process engine) {
        Await.until("the first process", () -> engine.children().findAny().isPresent());
        return engine.children().findAny().orElseThrow().pid();
    }

    private static String status(long pid, String field) {
        return Processes.status(pid)
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .findFirst()
                .orElse("");
    }

    private static String maps(long pid) throws IOException {
        return Files.readString(Path.of("/proc", String.valueOf(pid), "maps"));
    }

    private static String log() {
        try {
            return Files.readString(LOG);
        } catch (IOException failure) {
            throw new AssertionError("no log", failure);
        }
    }

    private static int get(int port, String path) throws IOException {
        try (RawConnection client = RawConnection.open(port)) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            return client.answer().status();
        }
    }
}
