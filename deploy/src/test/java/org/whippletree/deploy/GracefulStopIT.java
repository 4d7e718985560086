package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** A server that is stopped gracefully finishes whatever its clients have begun. */
class GracefulStopIT {
    @Test
    void finishesWhatIsInFlightAndRefusesWhatIsNot() throws Exception {
        try (SlowBackend backend = SlowBackend.start();
                RunningServer server = RunningServer.start("graceful-stop", ServerConf.of(2, 8, backend.urls()));
                RawConnection download = RawConnection.open(server.port());
                RawConnection poll = RawConnection.open(server.port())) {
            download.send("GET /download HTTP/1.1\r\nHost: localhost\r\n\r\n");
            poll.send("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("the slow requests at the backend", () -> backend.slowRequests() == 2);

            CompletableFuture<Distribution.Outcome> stop =
                    CompletableFuture.supplyAsync(() -> server.whippletree("-k", "graceful-stop"));

            Await.until("a port that refuses", () -> RawConnection.refused(server.port()));
            assertEquals(503, Probe.readiness(server));
            backend.release();
            assertEquals(SlowBackend.download(), download.answer().body());
            Answer answer = poll.answer();
            assertEquals(200, answer.status());
            assertEquals("close", answer.fields().get("connection"));
            assertEquals(0, stop.join().exitCode(), stop.join().toString());
            assertEquals(List.of(), server.processes());
        }
    }

    @Test
    void takesNoLongerThanTheGracefulShutdownTimeout() throws Exception {
        try (SlowBackend backend = SlowBackend.start();
                RunningServer server = RunningServer.start(
                        "graceful-stop-bound",
                        ServerConf.of(1, 4, backend.urls()).with("GracefulShutdownTimeout 1"));
                RawConnection poll = RawConnection.open(server.port())) {
            poll.send("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("the slow request at the backend", () -> backend.slowRequests() == 1);

            assertEquals(0, server.whippletree("-k", "graceful-stop").exitCode());

            assertThrows(IOException.class, poll::answer);
            assertEquals(List.of(), server.processes());
        }
    }
}
