package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links that end, and what follows. */
class LinkLossIT {
    @RegisterExtension
    private final TwoEnds ends = new TwoEnds();

    @Test
    void comesBackToANewSupervisorOnTheSamePath() throws Exception {
        CompletableFuture<String> serving = new CompletableFuture<>();
        ControlServer supervisor = ends.listen();
        ends.closeLater(ControlClient.connect(ends.socket(), () -> Samples.hello(1, serving.isDone()), ends.client()));
        assertFalse(ends.server().await("connected").hello().serving());
        ends.client().await("connected");
        serving.complete("");

        supervisor.close();

        ends.client().await("lost");
        ends.server().expectNothing();
        ends.listen();
        assertTrue(ends.server().await("connected").hello().serving());
        ends.client().await("connected");
    }

    @Test
    void waitsForASupervisorThatIsNotThereYet() throws Exception {
        try (LogLines log = LogLines.of(ControlClient.class)) {
            ends.connect(1, false);

            ends.listen();

            ends.server().await("connected");
            assertFalse(log.lines().isEmpty());
        }
    }

    @Test
    void reportsAChildThatCloses() throws Exception {
        ends.listen();
        ControlClient client = ends.connect(1, false);
        ChildLink link = ends.link();
        assertTrue(client.send(new ControlMessage.Leaving("the end")));

        client.close();

        ends.server().await(new ControlMessage.Leaving("the end"));
        assertEquals(link, ends.server().await("lost"));
    }

    @Test
    void reportsALinkThatTheSupervisorCloses() throws Exception {
        ends.listen();
        ends.connect(1, false);
        ChildLink link = ends.link();

        link.close();

        assertEquals(link, ends.server().await("lost"));
        ends.client().await("lost");
        ends.server().await("connected");
    }

    @Test
    void dropsAChildThatBreaksTheProtocol() throws Exception {
        try (LogLines log = LogLines.ofThePackage();
                RawConnection child = new RawConnection()) {
            ends.listen();
            child.connect(ends.socket());
            child.write(Samples.hello(1, false));
            ends.server().await("connected");

            child.write(new ControlMessage.ListenerReceived(0));

            ends.server().await("lost");
            assertTrue(
                    log.lines().stream().anyMatch(line -> line.contains("acknowledged descriptor 0")),
                    log.lines()::toString);
        }
    }
}
