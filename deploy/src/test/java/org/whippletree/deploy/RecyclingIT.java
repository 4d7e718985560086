package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Children that have done their share are followed by others, and no client notices. */
class RecyclingIT {
    private static final int CONNECTIONS = 20;

    @Test
    void replacesChildrenAfterMaxConnectionsPerChildAndLosesNothing() {
        try (Backends backends = Backends.answeringAfter(5);
                RunningServer server = RunningServer.start(
                        "recycling",
                        ServerConf.of(2, 4, backends.urls())
                                .with("MaxConnectionsPerChild " + CONNECTIONS)
                                .with("ServerLimit 4"))) {
            LoadReport report = Load.send(server.port(), 4, 8 * CONNECTIONS * Load.EXCHANGES_PER_CONNECTION);

            assertEquals(List.of(), report.losses());
            Map<Long, Long> answers = report.answers();
            assertTrue(answers.size() >= 8, answers.toString());
            answers.forEach((child, count) ->
                    assertTrue(count <= CONNECTIONS * Load.EXCHANGES_PER_CONNECTION, child + " of " + answers));
            server.status(
                    "2 children that serve",
                    status -> status.children().stream()
                                    .filter(Status.Child::ready)
                                    .count()
                            == 2);
            assertTrue(server.logged(server.supervisor(), "leaves: MaxConnectionsPerChild, after ") >= 6);
            assertEquals(0, server.logged(server.supervisor(), "AH00052"));
        }
    }
}
