package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** A server that root starts: the supervisor is root's, its children are not. */
class OwnerIT {
    static final int UID = 65_534;

    @BeforeEach
    void isRootWithATreeThatOthersMayRead() throws IOException {
        assumeTrue(CrashIT.isRoot(), "only root starts processes as another user");
        assumeOthersMayPass();
    }

    /** Whether another user than root can reach what was built. */
    static void assumeOthersMayPass() throws IOException {
        for (Path folder = Path.of("target").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            assumeTrue(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
                            .endsWith("x"),
                    "others cannot pass through " + folder);
        }
    }

    @Test
    void runsChildrenAsUserAndGroupWhoServeAndShowTheStatus() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "owner",
                        ServerConf.of(2, 4, backends.urls())
                                .with("User #" + UID)
                                .with("Group #54321")
                                .with("ProxyPass /status !")
                                .with("<Location /status>\nSetHandler server-status\n</Location>"))) {
            assertEquals(List.of("0", "0", "0", "0"), ids(server.supervisor(), "Uid"));
            for (Status.Child child : server.status().children()) {
                assertEquals(List.of("65534", "65534", "65534", "65534"), ids(child.pid(), "Uid"));
                assertEquals(List.of("54321", "54321", "54321", "54321"), ids(child.pid(), "Gid"));
                assertTrue(Processes.status(child.pid()).contains("NoNewPrivs:\t1"));
            }
            Path control = server.runtimeDir().resolve("control.sock");
            assertEquals(UID, Files.getAttribute(control, "unix:uid"));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(control)));
            try (RawConnection client = RawConnection.open(server.port())) {
                assertEquals(200, client.get("/").status());
                assertEquals(200, client.get("/status").status());
            }
        }
    }

    @Test
    void takesOverChildrenOfThatUserWhenTheSupervisorDied() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "owner-takeover",
                        ServerConf.of(2, 4, backends.urls())
                                .with("User #" + UID)
                                .with("Group #" + UID))) {
            Set<Long> children = server.status().pids();
            long supervisor = server.supervisor();
            Processes.signal(supervisor, "KILL");
            Await.until("the end of the supervisor", () -> !Processes.lives(supervisor));

            server.startAgain();

            assertEquals(children, server.status().pids());
            assertEquals(List.of(), Load.send(server.port(), 2, 20).losses());
            assertEquals(0, server.whippletree("-k", "stop").exitCode());
            Await.until("the end of every process", () -> server.processes().isEmpty());
        }
    }

    @Test
    void runsTheExceptionHookAsUserToo() throws IOException {
        Path dumps = CrashIT.emptyFolder("owner-dumps");
        Files.setAttribute(dumps, "unix:uid", UID);
        try (RunningServer server = RunningServer.start(
                "owner-crash", CrashIT.crashing(dumps).with("User #" + UID).with("Group #" + UID))) {
            CrashIT.crash(server, dumps);
        }
    }

    @Test
    void runsLaterGenerationsAsTheSameUserAndKeepsToThatOne() throws IOException {
        try (RunningServer server = RunningServer.start(
                "owner-restart",
                ServerConf.of(1, 4, List.of("http://127.0.0.1:9"))
                        .with("User #" + UID)
                        .with("Group #" + UID))) {
            assertEquals(0, server.whippletree("-k", "graceful").exitCode());
            Status status = server.status(
                    "the new generation alone",
                    now -> now.generation() == 1 && now.children().size() == 1);
            long child = status.children().get(0).pid();
            assertEquals(List.of("65534", "65534", "65534", "65534"), ids(child, "Uid"));
            server.replaceInConf("User #" + UID, "User #" + (UID - 1));

            Distribution.Outcome refused = server.whippletree("-k", "graceful");

            assertEquals(1, refused.exitCode(), refused.toString());
            assertTrue(refused.err().contains("User and Group cannot change"), refused.toString());
            assertEquals(child, server.status().children().get(0).pid());
        }
    }

    @Test
    void startsNothingForAUserWhoIsNotThere() throws IOException {
        try (RunningServer server = RunningServer.prepare(
                "owner-unknown",
                ServerConf.of(1, 4, List.of("http://127.0.0.1:9")).with("User no.such.user"))) {
            Distribution.Outcome outcome = server.whippletree("-k", "start");

            assertEquals(78, outcome.exitCode(), outcome.toString());
            assertTrue(outcome.err().contains("AH00543: bad user name no.such.user"), outcome.err());
        }
    }

    private static List<String> ids(long pid, String which) {
        return Processes.status(pid)
                .lines()
                .filter(line -> line.startsWith(which + ":"))
                .map(line -> List.of(line.substring(which.length() + 1).strip().split("\\s+")))
                .findFirst()
                .orElse(List.of());
    }
}
