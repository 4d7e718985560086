package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.testkit.Await;

/** Children follow the load, and no client notices. */
class SpareChildrenIT {
    @Test
    void areNeverMoreThanMaxRequestWorkersAllows() {
        try (Backends backends = Backends.answeringAfter(50);
                RunningServer server = RunningServer.start(
                        "max-request-workers",
                        ServerConf.of(4, 2, backends.urls())
                                .with("StartServers 1")
                                .with("MaxRequestWorkers 4")
                                .with("RequestQueueTimeout 60"));
                Load load = Load.start(server.port(), 10)) {
            Await.until(
                    "the message",
                    () -> server.logged(server.supervisor(), "AH00484: server reached MaxRequestWorkers setting") == 1);
            load.awaitAnswers(100);

            assertEquals(2, server.status().children().size());
            assertEquals(List.of(), load.stop().losses());
            assertFalse(server.logText().contains("AH03490"));
        }
    }

    @Test
    void areStartedOneAfterTheOtherOnOneProcessor() {
        try (Backends backends = Backends.answeringAfter(0);
                RunningServer server = RunningServer.prepare("one-processor", ServerConf.of(3, 2, backends.urls()))) {
            server.startThrough(List.of("taskset", "--cpu-list", oneProcessor()));
            server.status(
                    "three children",
                    status -> status.children().stream()
                                    .filter(Status.Child::ready)
                                    .count()
                            == 3);

            assertEquals(3, server.logged(server.supervisor(), "STARTING -> READY"));
            assertEquals(1, mostStartingAtOnce(server));
        }
    }

    /** One of those that the test itself may use. */
    private static String oneProcessor() {
        return Processes.status(ProcessHandle.current().pid())
                .replaceAll("(?s).*\\nCpus_allowed_list:\\s*(\\d+).*", "$1");
    }

    private static int mostStartingAtOnce(RunningServer server) {
        int starting = 0;
        int most = 0;
        for (String line : server.logText().lines().toList()) {
            if (line.matches(".* child \\d+ \\(.*\\) started")) {
                starting++;
            } else if (line.contains("STARTING -> READY")) {
                starting--;
            }
            most = Math.max(most, starting);
        }
        return most;
    }

    @Test
    void comeAndGoWithTheLoad() {
        try (Backends backends = Backends.answeringAfter(50);
                RunningServer server = RunningServer.start(
                        "spare-children",
                        ServerConf.of(3, 6, backends.urls())
                                .with("StartServers 1")
                                .with("MinSpareThreads 3")
                                .with("MaxSpareThreads 10"));
                Load steady = Load.start(server.port(), 2)) {
            steady.awaitAnswers(20);
            assertEquals(1, server.status().children().size());

            try (Load more = Load.start(server.port(), 6)) {
                server.status("more children", status -> status.children().size() >= 2);
                steady.awaitAnswers(50);
                assertEquals(List.of(), more.stop().losses());
            }
            Status after =
                    server.status("one child again", status -> status.children().size() == 1);
            assertTrue(after.children().get(0).ready());
            steady.awaitAnswers(20);
            assertEquals(List.of(), steady.stop().losses());
        }
    }
}
