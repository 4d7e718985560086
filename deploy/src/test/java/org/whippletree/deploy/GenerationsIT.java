package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** Generations that cannot leave, each for the sake of one request that takes long. */
class GenerationsIT {
    @Test
    void areAtMostTwoOldOnesAndTheOldestIsCutForOneMoreRestart() throws Exception {
        try (SlowBackend backend = SlowBackend.start();
                RunningServer server = RunningServer.start("generations", ServerConf.of(1, 4, backend.urls()));
                RawConnection first = held(server, backend);
                RawConnection second = heldAfterARestart(server, backend);
                RawConnection third = heldAfterARestart(server, backend)) {
            Set<Integer> before = generations(server.status());
            assertEquals(Set.of(0, 1, 2), before);

            Processes.signal(server.supervisor(), "USR1");
            List<Set<Integer>> seen = new ArrayList<>();
            server.status("the next generation alone with the two before", status -> {
                seen.add(generations(status));
                return seen.get(seen.size() - 1).equals(Set.of(1, 2, 3))
                        && status.children().stream().anyMatch(Status.Child::ready);
            });

            assertTrue(seen.stream().allMatch(living -> living.size() <= 3), () -> "seen living: " + seen);
            assertEquals(1, server.logged(server.supervisor(), "generation 0 is cut: two old generations"));
            assertThrows(IOException.class, first::answer);
            backend.release();
            assertEquals(200, second.answer().status());
            assertEquals(200, third.answer().status());
            server.status(
                    "the last generation alone", status -> generations(status).equals(Set.of(3)));
        }
    }

    private static RawConnection heldAfterARestart(RunningServer server, SlowBackend backend) throws IOException {
        Distribution.Outcome outcome = server.whippletree("-k", "graceful");
        assertEquals(0, outcome.exitCode(), outcome.toString());
        return held(server, backend);
    }

    private static RawConnection held(RunningServer server, SlowBackend backend) throws IOException {
        int before = backend.slowRequests();
        RawConnection client = RawConnection.open(server.port());
        client.send("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Await.until("the request at the backend", () -> backend.slowRequests() == before + 1);
        return client;
    }

    private static Set<Integer> generations(Status status) {
        return status.children().stream().map(Status.Child::generation).collect(Collectors.toSet());
    }
}
