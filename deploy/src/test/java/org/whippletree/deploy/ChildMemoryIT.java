package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** What the directives on memory do to the processes, as the kernel and the JVM tell it. */
class ChildMemoryIT {
    private static final int KIB = 1_024;
    private static final int GUARD_KIB_AT_MOST = 256;
    private static final List<String> NOWHERE = List.of("http://127.0.0.1:9");

    @Test
    void givesEachThreadOfAChildTheStackOfThreadStackSize() {
        // Of a size that a JVM gives nothing else: what it reserves comes in rounder ones.
        int stackKib = 3_460;
        ServerConf conf = ServerConf.of(1, 4, NOWHERE).with("ThreadStackSize " + stackKib * KIB);
        try (RunningServer server = RunningServer.start("thread-stack", conf);
                RunningServer plain = RunningServer.start("thread-stack-plain", ServerConf.of(1, 4, NOWHERE))) {
            long threads = stacks(child(server), stackKib);

            assertTrue(threads >= 5, threads + " stacks of " + stackKib + " KiB");
            assertEquals(0, stacks(child(plain), stackKib));
        }
    }

    @Test
    void boundsWhatAChildKeepsWithoutUsingIt() throws IOException {
        ServerConf conf = ServerConf.of(1, 4, NOWHERE).with("MaxMemFree 2048");
        try (RunningServer server = RunningServer.start("mem-free", conf)) {
            long child = child(server);

            // 4 workers keep 8 MiB, an eighth of a heap of 64 MiB.
            String flags = flags(child);
            assertTrue(flags.contains("-XX:MinHeapFreeRatio=6 "), flags);
            assertTrue(flags.contains("-XX:MaxHeapFreeRatio=12 "), flags);
            assertTrue(Processes.environment(child).contains("MALLOC_TRIM_THRESHOLD_=8388608"));
        }
    }

    @Test
    void replacesAChildThatTakesMoreThanChildMemoryLimitAndLosesNothing() {
        try (Backends backends = Backends.answeringAfter(5);
                RunningServer server = RunningServer.start(
                        "memory-limit",
                        ServerConf.of(2, 4, backends.urls())
                                .with("ServerLimit 4")
                                .with("ChildJavaOptions -Xms160m -Xmx160m -XX:+AlwaysPreTouch")
                                .with("ChildMemoryLimit 167772160"));
                Load load = Load.start(server.port(), 2)) {
            load.awaitAnswers(20);
            Await.until(
                    "2 children that were replaced",
                    () -> server.logged(server.supervisor(), "READY -> DRAINING, leaves: ChildMemoryLimit") >= 2);
            load.awaitAnswers(20);

            assertEquals(List.of(), load.stop().losses());
            assertTrue(server.logged(server.supervisor(), "MB, more than ChildMemoryLimit: another one takes its place")
                    >= 2);
            assertEquals(0, server.logged(server.supervisor(), "AH00052"));
        }
    }

    private static long child(RunningServer server) {
        return server.status().children().get(0).pid();
    }

    /** How many threads have a stack of exactly this size: the pages that guard its end, and right above them all that it may grow to. */
    private static long stacks(long pid, int kib) {
        long found = 0;
        long guardStart = 0;
        long guardEnd = 0;
        for (String line : Processes.maps(pid).lines().toList()) {
            String[] ends = line.split(" ")[0].split("-");
            long start = Long.parseUnsignedLong(ends[0], 16);
            long end = Long.parseUnsignedLong(ends[1], 16);
            if (line.contains(" ---p ")) {
                guardStart = start;
                guardEnd = end;
            } else if (line.contains(" rw-p ")
                    && start == guardEnd
                    && guardEnd - guardStart <= (long) GUARD_KIB_AT_MOST * KIB
                    && end - guardStart == (long) kib * KIB) {
                found++;
            }
        }
        return found;
    }

    private static String flags(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "VM.flags")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
