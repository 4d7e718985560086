package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As many keep-alive clients as there are workers, fewer, and twice as many: none loses a request, whichever child it is with. */
class ClosedLoopIT {
    private static final int BACKEND_MILLIS = 50;
    private static final int RUN_MILLIS = 4_500;

    @Test
    void losesNoRequestAndServesEveryClientFromHalfToTwiceTheWorkers() {
        try (CountingBackend backend = CountingBackend.start();
                RunningServer server = RunningServer.start("closed-loop", ServerConf.of(4, 16, backend.urls()));
                SelectorLoop loop = SelectorLoop.start("clients")) {
            WarmUp.of(loop, server);
            for (int clients : List.of(32, 56, 64, 96, 128)) {
                Requests requests = Requests.aQuarterPosts("of-" + clients, BACKEND_MILLIS);
                ClosedLoopReport report = ClosedLoop.start(loop, server.port(), clients, requests)
                        .runFor(RUN_MILLIS)
                        .stop();

                assertEquals(List.of(), report.losses(), clients + " clients");
                assertEquals(List.of(), backend.executedTwice("POST"), clients + " clients");
                assertTrue(
                        report.worstServed() >= 0.5,
                        () -> clients + " clients: one has " + report.worstServed() + " of the mean of answers");
                assertEquals(report.answers(), executions(backend, "of-" + clients + "-"), clients + " clients");
            }
        }
    }

    private static int executions(CountingBackend backend, String id) {
        return backend.executions().entrySet().stream()
                .filter(execution -> execution.getKey().contains(id))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
