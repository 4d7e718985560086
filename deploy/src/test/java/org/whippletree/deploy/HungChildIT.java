package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** A child that does not run any more, or whose event loop blocks, is found, killed and replaced, while its sibling serves. */
class HungChildIT {
    private static final String FOUND = "hangs: its event loop has said nothing for 10 s";

    @Test
    void isReplaced() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("hung-child", ServerConf.of(2, 4, backends.urls()))) {
            Status.Child hung = server.status().children().get(0);

            Processes.signal(hung.pid(), "STOP");
            awaitReplacementOf(hung.pid(), server);

            assertEquals(1, server.logged(server.supervisor(), FOUND));
            assertEquals(List.of(), Load.send(server.port(), 2, 20).losses());
        }
    }

    @Test
    void hasItsThreadsWrittenDownByItselfIfOnlyItsEventLoopBlocks() throws IOException {
        Path dumps = CrashIT.emptyFolder("hung-dumps");
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "blocked-loop", ServerConf.of(2, 4, backends.urls()).with("CoreDumpDirectory " + dumps))) {
            long blocked = server.status().children().get(0).pid();
            ChildAgent.blockLoopOf(blocked);
            resetAClientOf(blocked, server);

            awaitReplacementOf(blocked, server);

            assertEquals(1, server.logged(server.supervisor(), FOUND));
            assertEquals(1, server.logged(blocked, "the event loop hangs; what all threads do is in "));
            String threads = Files.readString(dumps.resolve("threads-" + blocked + ".txt"));
            assertTrue(threads.contains("ClientConnection.exceptionCaught"), threads);
            assertTrue(threads.contains("\"control\""), threads);
            assertEquals(
                    1, server.logged(server.supervisor(), "AH00052: child pid " + blocked + " exit signal Killed"));
            assertEquals(List.of(), Load.send(server.port(), 2, 20).losses());
        }
    }

    /** Connects until the child has answered, and resets that connection. */
    private static void resetAClientOf(long child, RunningServer server) throws IOException {
        List<RawConnection> others = new ArrayList<>();
        try {
            Await.until("an answer of " + child, () -> {
                RawConnection client = RawConnection.open(server.port());
                if (client.get("/").child() == child) {
                    client.reset();
                    return true;
                }
                others.add(client);
                return false;
            });
        } finally {
            for (RawConnection other : others) {
                other.close();
            }
        }
    }

    private static void awaitReplacementOf(long hung, RunningServer server) {
        Await.until("the end of " + hung, () -> !Processes.lives(hung));
        Status after = server.status(
                "two children that serve",
                status -> status.children().size() == 2
                        && status.children().stream().allMatch(Status.Child::ready));
        assertFalse(after.pids().contains(hung));
    }
}
