package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A filter that is bound to a connection: the client holds a worker and its thread for its whole life, as the dump shows. */
class ConnectionFiltersIT {
    @BeforeAll
    static void install() {
        FilterJar.install("pinned.jar", "Pinned");
    }

    private static JsonNode child(Status status) {
        return status.json().path("children").path(0);
    }

    private static Status idle(RunningServer server, int workers) {
        return server.status(
                workers + " idle workers",
                seen -> child(seen).path("workers").path("idle").asInt(-1) == workers);
    }

    private static List<String> jobs(Status status) {
        return Status.elements(child(status).path("workers").path("jobs"))
                .map(job -> job.path("job").asText() + ", " + job.path("client").asText() + ", "
                        + job.path("request").asText())
                .toList();
    }

    private static String letters(Status status) {
        return child(status).path("workers").path("letters").asText();
    }

    @Test
    void aWorkerIsHeldFromTheAcceptThroughKeepAliveUntilTheClientLeaves() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "connection-filter",
                        ServerConf.of(1, 2, backends.urls())
                                .with("SetOutputFilter Pinned")
                                .with("KeepAliveTimeout 60"))) {
            try (RawConnection client = RawConnection.open(server.port())) {
                Status accepted = idle(server, 1);
                assertEquals(List.of("reserved for its client, 127.0.0.1, "), jobs(accepted));
                assertTrue(letters(accepted).contains("R"), letters(accepted));
                assertEquals(0, accepted.requests());

                String first = client.get("/a").body();
                assertTrue(first.matches("worker-[01] 1"), first);
                Status between = server.status(
                        "the time between two requests", seen -> letters(seen).contains("K"));
                assertEquals(List.of("reserved for its client, 127.0.0.1, GET /a HTTP/1.1"), jobs(between));
                assertEquals(1, child(between).path("workers").path("idle").asInt());
                assertEquals(1, between.requests());
                assertEquals(first.replace(" 1", " 2"), client.get("/b").body());
            }
            assertEquals(List.of(), jobs(idle(server, 2)));
        }
    }

    @Test
    void aChildWhoseWorkersAreAllReservedAcceptsNobodyUntilAClientLeaves() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "connection-filter-full",
                        ServerConf.of(1, 2, backends.urls())
                                .with("SetOutputFilter Pinned")
                                .with("AcceptCounts Active")
                                // Else a full child asks them to leave.
                                .with("KeepAliveShedding Off")
                                .with("KeepAliveTimeout 60"));
                RawConnection first = RawConnection.open(server.port());
                RawConnection second = RawConnection.open(server.port())) {
            assertEquals(200, first.get("/").status());
            assertEquals(200, second.get("/").status());
            server.status("no room", seen -> !child(seen).path("accepting").asBoolean(true));

            try (RawConnection third = RawConnection.open(server.port())) {
                third.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Status waits = server.status(
                        "one who waits to be accepted",
                        seen -> seen.json().path("totals").path("acceptQueue").asInt() == 1);
                assertEquals(2, waits.connectionsHeld());
                assertEquals(2, waits.requests());
                assertEquals(200, first.get("/").status());

                first.reset();

                assertEquals(200, third.answer().status());
            }
        }
    }

    @Test
    void aSectionReservesFromTheFirstRequestToItOnAndForAllThatFollow() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start(
                        "connection-filter-section",
                        ServerConf.of(1, 4, backends.urls())
                                .with("KeepAliveTimeout 60")
                                .with("<Location /pinned>\nSetInputFilter Pinned\n</Location>"))) {
            try (RawConnection client = RawConnection.open(server.port())) {
                assertEquals(200, client.get("/before").status());
                assertEquals(List.of(), jobs(idle(server, 4)));
                // It has no body to be filtered.
                assertEquals(200, client.get("/pinned").status());
                assertEquals(1, jobs(idle(server, 3)).size());
                assertEquals(200, client.get("/behind").status());
                Status last = server.status(
                        "the last request",
                        seen -> jobs(seen).equals(List.of("reserved for its client, 127.0.0.1, GET /behind HTTP/1.1")));
                assertEquals(3, child(last).path("workers").path("idle").asInt());
            }
            assertEquals(List.of(), jobs(idle(server, 4)));
        }
    }
}
