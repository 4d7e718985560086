package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
            log.await("WARNING no link to the supervisor on " + ends.socket());

            ends.listen();

            ends.server().await("connected");
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

    /** Writes to a child whenever that has said something, and not before it has gone. */
    private static final class Late extends RecordingServerListener {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch gone = new CountDownLatch(1);

        @Override
        public void received(ChildLink link, ControlMessage message) {
            reached.countDown();
            try {
                gone.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            super.received(link, message);
            link.send(new ControlMessage.Adopted());
        }
    }

    @Test
    void reportsWhatAChildSaidLastThoughItHasGoneWhenItIsWrittenTo() throws Exception {
        Late late = new Late();
        ends.closeLater(ControlServer.listen(ends.socket(), TwoEnds.EVERYBODY, late));
        RawConnection child = ends.raw();
        child.write(Samples.hello(1, false));
        late.await("connected");

        child.write(new ControlMessage.Heartbeat(1));
        assertTrue(late.reached.await(20, TimeUnit.SECONDS));
        child.write(new ControlMessage.Leaving("the end"));
        child.close();
        late.gone.countDown();

        late.await(new ControlMessage.Heartbeat(1));
        late.await(new ControlMessage.Leaving("the end"));
        late.await("lost");
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
    void dropsAChildThatAcknowledgesWhatItWasNotSent() throws Exception {
        try (LogLines log = LogLines.of(AdmittedLink.class)) {
            RawConnection child = anAdmittedPeer();

            child.write(new ControlMessage.ListenerReceived(0));

            ends.server().await("lost");
            log.await("WARNING child 1 generation 1 (pid "
                    + ProcessHandle.current().pid() + ") loses its link: it acknowledged descriptor 0");
        }
    }

    @Test
    void dropsAChildThatStopsFraming() throws Exception {
        try (LogLines log = LogLines.of(AdmittedLink.class)) {
            RawConnection child = anAdmittedPeer();

            child.write("panic: something else".getBytes(StandardCharsets.US_ASCII));

            ends.server().await("lost");
            log.await("WARNING child 1 generation 1");
            child.awaitEnd();
        }
    }

    @Test
    void dropsAChildThatReadsNothing() throws Exception {
        try (LogLines log = LogLines.of(AdmittedLink.class)) {
            ends.listen();
            ends.raw().write(Samples.hello(1, false));
            ChildLink link = ends.server().await("connected");

            for (int sent = 0; sent < 40; sent++) {
                link.send(new ControlMessage.Drain("x".repeat(1024 * 1024), false));
            }

            assertEquals(link, ends.server().await("lost"));
            log.await("WARNING child 1 generation 1");
        }
    }

    private RawConnection anAdmittedPeer() throws Exception {
        ends.listen();
        RawConnection child = ends.raw();
        child.write(Samples.hello(1, false));
        ends.server().await("connected");
        return child;
    }
}
