package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** A server that is stopped leaves nothing but its log. */
class StopIT {
    @Test
    void endsEveryProcessAndFreesThePortAndAnswersWhatIsInFlight() throws IOException {
        try (Backends backends = Backends.answeringAfter(2_000);
                RunningServer server = RunningServer.start("stop", ServerConf.of(2, 4, backends.urls()));
                RawConnection client = RawConnection.open(server.port())) {
            client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("the request at a backend", () -> backends.requests().containsValue(1L));

            Distribution.Outcome outcome = server.whippletree("-k", "stop");

            assertEquals(0, outcome.exitCode(), outcome.toString());
            assertEquals(200, client.answer().status());
            assertEquals(List.of(), server.processes());
            assertTrue(portIsFree(server.port()));
            assertFalse(Files.exists(server.pidFile()));
            assertFalse(Files.exists(server.runtimeDir().resolve("control.sock")));
            assertFalse(Files.exists(server.runtimeDir().resolve("admin.sock")));
        }
    }

    @Test
    void endsWithSuccessInTheForegroundOnSigterm() throws Exception {
        try (RunningServer server =
                RunningServer.prepare("foreground", ServerConf.of(1, 4, List.of("http://127.0.0.1:9")))) {
            Process process = inForeground(server, "-DFOREGROUND");

            process.destroy();

            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue());
            assertEquals(List.of(), server.processes());
        }
    }

    @Test
    void endsWithItsOnlyChildInDebugMode() throws Exception {
        try (RunningServer server =
                RunningServer.prepare("debug", ServerConf.of(2, 4, List.of("http://127.0.0.1:9")))) {
            Process process = inForeground(server, "-X");

            List<ProcessHandle> children = server.processes().stream()
                    .filter(one -> Processes.commandLine(one.pid()).contains("--slot"))
                    .toList();
            assertEquals(1, children.size());
            children.get(0).destroyForcibly();

            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(1, process.exitValue());
            assertEquals(List.of(), server.processes());
        }
    }

    /** Returns when a child serves. */
    private static Process inForeground(RunningServer server, String word) throws IOException {
        Process process = Distribution.command(server.with(word))
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        Await.until("a child that serves", () -> server.logText().contains("STARTING -> READY"));
        return process;
    }

    private static boolean portIsFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
