package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests go through all children to all backends, and the dump tells the same. */
class ForwardingIT {
    private static final int REQUESTS = 300;
    /** More than two children take, even when each takes all it may before it has read a request: 4 + 2 x 4. */
    private static final int CLIENTS = 30;

    @Test
    void spreadsRequestsOverAllChildrenAndBackendsAndLosesNone() {
        try (Backends backends = Backends.answeringAfter(100);
                RunningServer server = RunningServer.start("forwarding", ServerConf.of(3, 4, backends.urls()))) {
            LoadReport report = Load.send(server.port(), CLIENTS, REQUESTS);

            assertEquals(List.of(), report.losses());
            assertEquals(REQUESTS, report.total());
            Status status = server.status("all requests counted", ForwardingIT::complete);
            assertEquals(status.pids(), report.answers().keySet(), "every child answers some");
            assertEquals(report.answers(), status.requestsOfChildren());
            Map<String, Long> seen = backends.requests();
            assertTrue(seen.values().stream().allMatch(requests -> requests >= REQUESTS / 3), seen.toString());
            assertEquals(seen, status.requestsOfMembers());
        }
    }

    private static boolean complete(Status status) {
        return status.requests() == REQUESTS
                && status.requestsOfMembers().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == REQUESTS;
    }
}
