package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** Restarts, graceful and hard, as clients and operators see them. */
class RestartIT {
    private static final int KEPT = 20;
    private static final int KEPT_PAUSE_MILLIS = 180;
    private static final int BACKEND_MILLIS = 15;
    private static final int FRESH_PER_SECOND = 100;
    private static final int RESTARTS = 7;
    private static final int PACE_MILLIS = 4_000;
    /** Two old generations may finish what they have: with a third one the oldest would be cut. */
    private static final int RESTARTS_THAT_SLOW_ONES_OUTLIVE = 2;

    private static final int BURST = 60;

    /** 200 requests a second, half on new and half on kept connections; a restart every 4 s, each with a burst of connections. */
    @Test
    void loseNothingAndCutNothing() throws Exception {
        int fresh = FRESH_PER_SECOND * RESTARTS * PACE_MILLIS / 1_000;
        try (CountingBackend backend = CountingBackend.start();
                SlowBackend slow = SlowBackend.start();
                RunningServer server = RunningServer.start(
                        "restarts",
                        ServerConf.of(2, 40, backend.urls())
                                .with("ProxyPass /slow/ " + slow.urls().get(0) + "/"));
                SelectorLoop loop = SelectorLoop.start("clients");
                RawConnection download = RawConnection.open(server.port());
                RawConnection poll = RawConnection.open(server.port())) {
            Set<Long> first = server.status().pids();
            download.send("GET /slow/download HTTP/1.1\r\nHost: localhost\r\n\r\n");
            poll.send("GET /slow/held HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Await.until("the slow requests at the backend", () -> slow.slowRequests() == 2);
            PacedLoad paced = PacedLoad.start(
                    loop, server.port(), Requests.gets("fresh", BACKEND_MILLIS), FRESH_PER_SECOND, fresh);
            ClosedLoop kept = ClosedLoop.start(
                    loop, server.port(), KEPT, Requests.aQuarterPosts("kept", BACKEND_MILLIS), KEPT_PAUSE_MILLIS);

            List<SingleClient> bursts = restartAgainAndAgain(loop, server, slow);

            assertEquals(SlowBackend.download(), download.answer().body());
            assertEquals(200, poll.answer().status());
            assertEquals(List.of(), PacedLoad.losses(bursts));
            assertEquals(List.of(), PacedLoad.losses(paced.await()));
            ClosedLoopReport report = kept.stop();
            assertEquals(List.of(), report.losses());
            assertEquals(List.of(), backend.executedTwice("POST"));
            assertTrue(report.answers() > fresh / 2, "answers on kept connections: " + report.answers());
            Status after = server.status(
                    "the last generation alone",
                    status -> status.children().size() == 2
                            && status.children().stream().allMatch(Status.Child::ready)
                            && status.generation() >= 3);
            assertTrue(after.pids().stream().noneMatch(first::contains), after + " " + first);
            first.forEach(pid -> assertFalse(Processes.lives(pid)));
        }
    }

    /** As many times as is wanted, whether or not the machine keeps up: what is asked for under way is one more restart. */
    private static List<SingleClient> restartAgainAndAgain(SelectorLoop loop, RunningServer server, SlowBackend slow) {
        Requests requests = Requests.gets("burst", BACKEND_MILLIS);
        List<SingleClient> clients = new ArrayList<>();
        for (int restart = 0; restart < RESTARTS; restart++) {
            if (restart == RESTARTS_THAT_SLOW_ONES_OUTLIVE) {
                slow.release();
            }
            Processes.signal(server.supervisor(), "USR1");
            long nextAtNanos = System.nanoTime() + PACE_MILLIS * 1_000_000L;
            List<SingleClient> burst =
                    loop.call(() -> Stream.generate(() -> SingleClient.asking(loop, server.port(), requests.next()))
                            .limit(BURST)
                            .toList());
            Await.until("the burst", () -> burst.stream().allMatch(client -> client.settled(1)));
            loop.run(() -> burst.forEach(SingleClient::close));
            clients.addAll(burst);
            Await.passing(Math.max(0, (nextAtNanos - System.nanoTime()) / 1_000_000));
        }
        return clients;
    }

    @Test
    void changeTheConfigurationListenersIncludedWithoutAGap() throws IOException {
        int more = FreePorts.next();
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("restart-conf", ServerConf.of(1, 4, backends.urls()));
                Load load = Load.start(server.port(), 2)) {
            load.awaitAnswers(10);
            server.replaceInConf("Listen 127.0.0.1:", "Listen 127.0.0.1:" + more + "\nListen 127.0.0.1:");
            server.replaceInConf("StartServers 1", "StartServers 2");
            server.replaceInConf("ServerLimit 1", "ServerLimit 3");
            server.replaceInConf("MaxRequestWorkers 4", "MaxRequestWorkers 8");

            Distribution.Outcome outcome = server.whippletree("-k", "graceful");

            assertEquals(0, outcome.exitCode(), outcome.toString());
            assertTrue(outcome.out().contains("generation 1"), outcome.toString());
            assertEquals(
                    2,
                    server.status().children().stream()
                            .filter(Status.Child::ready)
                            .count());
            assertEquals(List.of(), Load.send(more, 4, 40).losses());

            server.replaceInConf("Listen 127.0.0.1:" + more + "\n", "");
            try (Load onTheOther = Load.start(server.port(), 1)) {
                assertEquals(0, server.whippletree("-k", "graceful").exitCode());
                Await.until("a port that refuses", () -> RawConnection.refused(more));
                assertEquals(List.of(), onTheOther.stop().losses());
            }
            assertEquals(List.of(), load.stop().losses());
        }
    }

    @Test
    void changeNothingIfTheConfigurationIsBroken() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("restart-broken", ServerConf.of(1, 4, backends.urls()))) {
            Set<Long> before = server.status().pids();
            server.replaceInConf("ChildHeader On", "ChildHeader Perhaps");

            Distribution.Outcome outcome = server.whippletree("-k", "graceful");
            assertEquals(78, outcome.exitCode(), outcome.toString());
            assertTrue(outcome.err().contains("ChildHeader must be On or Off"), outcome.toString());
            for (String signal : List.of("USR1", "HUP")) {
                long told = server.logged(server.supervisor(), "no restart: the server runs on");
                Processes.signal(server.supervisor(), signal);
                Await.until(
                        "a refusal of " + signal,
                        () -> server.logged(server.supervisor(), "no restart: the server runs on") > told);
            }

            server.replaceInConf("ChildHeader Perhaps", "ChildHeader On");
            assertEquals(before, server.status().pids());
            assertTrue(server.logText().contains("ChildHeader must be On or Off"), server.logText());
        }
    }

    @Test
    void refuseAListenThatIsTakenAndSayWhy() throws Exception {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer other = RunningServer.start("restart-other", ServerConf.of(1, 4, backends.urls()));
                RunningServer server = RunningServer.start("restart-taken", ServerConf.of(1, 4, backends.urls()))) {
            Set<Long> before = server.status().pids();
            server.replaceInConf("Listen 127.0.0.1:", "Listen 127.0.0.1:" + other.port() + "\nListen 127.0.0.1:");

            Distribution.Outcome outcome = server.whippletree("-k", "graceful");

            assertEquals(1, outcome.exitCode(), outcome.toString());
            assertTrue(outcome.err().contains("AH00072"), outcome.toString());
            assertEquals(before, server.status().pids());
        }
    }

    @Test
    void goOnInANewErrorLogWhenTheOldOneWasMovedAway() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("restart-log", ServerConf.of(1, 4, backends.urls()))) {
            Path log = server.root().resolve("logs").resolve("error_log");
            Files.move(log, log.resolveSibling("error_log.1"));

            assertEquals(0, server.whippletree("-k", "graceful").exitCode());

            assertEquals(1, server.logged(server.supervisor(), "AH00489"));
            long child = server.status("one child", status -> status.children().size() == 1)
                    .children()
                    .get(0)
                    .pid();
            assertEquals(1, server.logged(child, "STARTING -> SERVING"));
        }
    }

    @Test
    void replaceAllChildrenAtOnceIfHard() throws IOException {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.start("restart-hard", ServerConf.of(2, 4, backends.urls()))) {
            Set<Long> before = server.status().pids();

            Distribution.Outcome outcome = server.whippletree("-k", "restart");

            assertEquals(0, outcome.exitCode(), outcome.toString());
            Status after = server.status(
                    "two new children", status -> status.children().size() == 2);
            assertTrue(after.pids().stream().noneMatch(before::contains), after.toString());
            assertEquals(List.of(), Load.send(server.port(), 2, 20).losses());
        }
    }

    @Test
    void startAServerThatDoesNotRun() {
        try (RunningServer server =
                RunningServer.prepare("restart-start", ServerConf.of(1, 4, List.of("http://127.0.0.1:9")))) {
            Distribution.Outcome outcome = server.whippletree("-k", "graceful");

            assertEquals(0, outcome.exitCode(), outcome.toString());
            assertTrue(outcome.out().contains("trying to start"), outcome.toString());
            assertEquals(1, server.status().children().size());
        }
    }
}
