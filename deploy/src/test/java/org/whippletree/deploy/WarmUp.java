package org.whippletree.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Lets the JVMs of the children compile what they run, so that a test does not measure that. */
final class WarmUp {
    private static final int CLIENTS = 32;
    private static final int BACKEND_MILLIS = 5;
    private static final int REQUESTS = 3_000;

    private WarmUp() {}

    /** Sends a server of several children requests, and closes the connections. */
    static void of(SelectorLoop loop, RunningServer server) {
        ClosedLoopReport report = ClosedLoop.start(
                        loop, server.port(), CLIENTS, Requests.gets("warm-up", BACKEND_MILLIS))
                .awaitAnswers(REQUESTS)
                .stop();
        assertEquals(List.of(), report.losses());
    }
}
