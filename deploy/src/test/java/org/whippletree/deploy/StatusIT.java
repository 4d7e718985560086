package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** The status within the served paths, and the probes on AdminListen. */
class StatusIT {
    private static final String LOCATION = """
            <Location "/status">
                SetHandler server-status
                Require local
            </Location>
            <Location "/status/remote">
                Require ip 192.0.2.0/24
            </Location>
            ProxyPass /status !""";

    @Test
    void isServedInBandAsAnExchangeLikeOthersAndOutlivedByTheProxy() throws IOException {
        try (Backends backends = Backends.answeringAfter(5);
                RunningServer server = RunningServer.start(
                        "status-in-band",
                        ServerConf.of(2, 4, backends.urls()).with(LOCATION).with("OrphanTimeout 5"))) {
            showsItself(server);
            assertEquals(
                    1,
                    backends.requests().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());

            assertEquals(403, ask(server, "GET /status/remote"));
            assertEquals(405, ask(server, "POST /status"));

            Processes.signal(server.supervisor(), "KILL");
            Await.until("the supervisor's end", () -> !Processes.lives(server.supervisor()));
            assertEquals(503, ask(server, "GET /status"));
            assertEquals(200, ask(server, "GET /page"));
            Await.until("the end of every process", () -> server.processes().isEmpty());
        }
    }

    private static void showsItself(RunningServer server) throws IOException {
        try (RawConnection client = RawConnection.open(server.port())) {
            assertTrue(client.get("/page").body().startsWith("answer of"));
            // A child joins the scoreboard beside its service: its first requests may come before.
            Await.until(
                    "the page that shows the worker it is made under",
                    () -> client.get("/status").body().contains("<td class=\"query\">GET /status HTTP/1.1</td>"));

            Answer page = client.get("/status");
            assertEquals(200, page.status());
            assertEquals("text/html; charset=utf-8", page.fields().get("content-type"));
            assertTrue(page.body().contains("Whippletree Server Status for localhost"), page.body());
            assertTrue(page.child() > 0, "a child passed it on");
            Answer auto = client.get("/status/?auto&refresh=3");
            assertEquals("3", auto.fields().get("refresh"));
            assertTrue(auto.body().contains("\nBusyWorkers: 1\n"), auto.body());
            assertEquals(
                    server.supervisor(),
                    Status.parse(client.get("/status?json").body())
                            .json()
                            .at("/server/pid")
                            .asLong());
        }
    }

    @Test
    void turnsReadyWithTheFirstChildAndUnreadyAsSoonAsAStopBegins() throws Exception {
        int adminPort = FreePorts.next();
        try (Backends backends = Backends.answeringAfter(3_000);
                RunningServer server = RunningServer.start(
                        "probes", ServerConf.of(2, 4, backends.urls()).with("AdminListen 127.0.0.1:" + adminPort));
                RawConnection client = RawConnection.open(server.port())) {
            assertEquals(
                    "ready: 2 of 2 children accept\n",
                    probe(adminPort, "/readyz").body());
            assertEquals("alive\n", probe(adminPort, "/livez").body());
            client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("the request at a backend", () -> backends.requests().containsValue(1L));

            Processes.signal(server.supervisor(), "TERM");
            Await.until("the beginning of the stop", () -> server.logText().contains("RUNNING -> STOPPING"));

            Answer ready = probe(adminPort, "/readyz");
            assertEquals(503, ready.status());
            assertEquals("not ready: the server stops\n", ready.body());
            assertEquals(200, probe(adminPort, "/livez").status());
            assertEquals(200, client.answer().status(), "what was in flight is answered");
            Await.until("the end of every process", () -> server.processes().isEmpty());
        }
    }

    private static Answer probe(int port, String path) throws IOException {
        try (RawConnection prober = RawConnection.open(port)) {
            return prober.get(path);
        }
    }

    private static int ask(RunningServer server, String methodAndPath) throws IOException {
        try (RawConnection client = RawConnection.open(server.port())) {
            client.send(methodAndPath + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
            return client.head().status();
        }
    }
}
