package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;
import org.whippletree.testkit.KernelSocket;

/** Children whose supervisor was killed, and the supervisor that follows it. */
class TakeoverIT {

    private static void killSupervisor(RunningServer server) {
        long supervisor = server.supervisor();
        Processes.signal(supervisor, "KILL");
        Await.until("the end of the supervisor", () -> !Processes.lives(supervisor));
    }

    /** Not all of its processes: one that makes a class archive may go on for a while. */
    private static long childrenOf(RunningServer server) {
        return server.processes().stream()
                .filter(process -> Processes.commandLine(process.pid()).contains("--slot"))
                .count();
    }

    private static void awaitEnd(RunningServer server) {
        Await.until("the end of every process", () -> server.processes().isEmpty());
    }

    private static Path stateFile(RunningServer server) {
        return server.runtimeDir().resolve("supervisor.state");
    }

    /** The sockets that listen on its port, by the numbers that the kernel gives them. */
    private static List<String> listening(RunningServer server) {
        List<String> sockets = KernelSocket.all()
                .filter(one -> one.at(server.port()) && one.in(KernelSocket.LISTEN))
                .map(KernelSocket::number)
                .distinct()
                .toList();
        assertEquals(1, sockets.size(), sockets::toString);
        return sockets;
    }

    private static Status allReady(RunningServer server, int children) {
        return server.status(
                children + " children that serve",
                status -> status.children().size() == children
                        && status.children().stream().allMatch(Status.Child::ready));
    }

    /** A download and a long poll are on their way all the time, and clients with fresh and with kept connections come and go. */
    @Test
    void losesNothingAndKeepsEveryChild() throws Exception {
        try (SlowBackend backend = SlowBackend.start();
                RunningServer server = RunningServer.start(
                        "takeover", ServerConf.of(2, 20, backend.urls()).with("Timeout 300"));
                Load load = Load.start(server.port(), 4);
                RawConnection download = RawConnection.open(server.port());
                RawConnection poll = RawConnection.open(server.port())) {
            load.awaitAnswers(50);
            Set<Long> before = server.status().pids();
            List<String> listening = listening(server);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(stateFile(server))));
            download.send("GET /download HTTP/1.1\r\nHost: localhost\r\n\r\n");
            poll.send("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("the slow requests at the backend", () -> backend.slowRequests() == 2);

            for (int death = 1; death <= 2; death++) {
                killSupervisor(server);
                load.awaitAnswers(30);
                server.startAgain();
                Status after = allReady(server, 2);
                assertEquals(before, after.pids());
                assertEquals(listening, listening(server), "the same socket, not another one");
                assertEquals(0, after.generation());
                server.status("rows of the same children", status -> status.requests() > 50);
                load.awaitAnswers(30);
            }
            assertTrue(server.whippletree("-k", "start").out().contains("already running"));
            // A pid file that names nobody takes it past the command's own look, to the lock.
            Files.writeString(server.root().resolve("other.pid"), "999999999\n");
            Distribution.Outcome second = server.whippletree("-DFOREGROUND", "-c", "PidFile other.pid");
            assertEquals(1, second.exitCode(), second.toString());
            assertTrue(second.err().contains("already running with"), second.toString());
            assertEquals(before, server.status().pids());

            Distribution.Outcome graceful = server.whippletree("-k", "graceful");
            assertEquals(0, graceful.exitCode(), graceful.toString());
            assertEquals(listening, listening(server));
            load.awaitAnswers(30);
            backend.release();
            assertEquals(SlowBackend.download(), download.answer().body());
            assertEquals(200, poll.answer().status());
            assertEquals(List.of(), load.stop().losses());
            Status last = allReady(server, 2);
            assertTrue(last.pids().stream().noneMatch(before::contains), last.toString());
            assertEquals(1, last.generation());

            assertEquals(0, server.whippletree("-k", "stop").exitCode());
            assertEquals(0, childrenOf(server));
            assertFalse(Files.exists(stateFile(server)));
            awaitEnd(server);
        }
    }

    @Test
    void replacesAKilledChildThatItDidNotStart() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("takeover-kill", ServerConf.of(2, 4, backends.urls()))) {
            killSupervisor(server);
            server.startAgain();
            Status.Child victim = server.status().children().get(0);

            Processes.signal(victim.pid(), "KILL");

            server.status(
                    "another child in slot " + victim.slot(),
                    status -> status.children().size() == 2
                            && status.children().stream().allMatch(Status.Child::ready)
                            && !status.pids().contains(victim.pid()));
            assertEquals(
                    1,
                    server.logged(
                            server.supervisor(),
                            "AH00052: child pid " + victim.pid() + " ended, with an exit code that is not known"));
            assertEquals(List.of(), Load.send(server.port(), 2, 20).losses());

            Distribution.Outcome stop = server.whippletree("-k", "graceful-stop");
            assertEquals(0, stop.exitCode(), stop.toString());
            assertEquals(0, childrenOf(server));
            awaitEnd(server);
        }
    }

    @Test
    void replacesTheChildrenIfTheConfigurationHasChanged() throws IOException {
        int more = FreePorts.next();
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("takeover-conf", ServerConf.of(2, 4, backends.urls()));
                Load load = Load.start(server.port(), 2)) {
            Set<Long> before = server.status().pids();
            killSupervisor(server);
            server.replaceInConf("Listen 127.0.0.1:", "Listen 127.0.0.1:" + more + "\nListen 127.0.0.1:");

            server.startAgain();

            server.status(
                    "the next generation alone",
                    status -> status.generation() == 1
                            && status.children().size() == 2
                            && status.children().stream().allMatch(Status.Child::ready)
                            && status.pids().stream().noneMatch(before::contains));
            assertEquals(List.of(), Load.send(more, 2, 20).losses());
            load.awaitAnswers(20);
            assertEquals(List.of(), load.stop().losses());
            assertEquals(0, server.whippletree("-k", "stop").exitCode());
            awaitEnd(server);
        }
    }

    @Test
    void canBeForgoneByAStopThatEndsTheOrphans() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("takeover-stop", ServerConf.of(2, 4, backends.urls()))) {
            killSupervisor(server);

            Distribution.Outcome stop = server.whippletree("-k", "stop");

            assertEquals(0, stop.exitCode(), stop.toString());
            assertTrue(stop.out().contains("the supervisor has died; its children are told to end"), stop.toString());
            assertEquals(0, childrenOf(server));
            assertTrue(server.whippletree("-k", "stop").out().contains("not running"));
            awaitEnd(server);
        }
    }
}
