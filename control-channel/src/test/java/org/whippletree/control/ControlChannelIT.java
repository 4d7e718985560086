package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both ends in one process, over a real socket. */
class ControlChannelIT {
    @RegisterExtension
    private final TwoEnds ends = new TwoEnds();

    @Test
    void carriesMessagesBothWays() throws Exception {
        ends.listen();
        ControlClient client = ends.connect(1, false);
        ChildLink link = ends.link();

        for (ControlMessage message : List.of(
                new ControlMessage.Configure(Samples.config()),
                new ControlMessage.ScoreboardAt("127.0.0.1:5701", Samples.SECRET),
                new ControlMessage.Arm())) {
            link.send(message);
            ends.client().await(message);
        }
        assertTrue(client.send(new ControlMessage.Heartbeat(3)));

        assertEquals(link, ends.server().await(new ControlMessage.Heartbeat(3)));
        assertEquals(Samples.hello(1, false), link.hello());
    }

    @Test
    void showsTheSecretInNoLogLine() throws Exception {
        try (LogLines log = LogLines.ofThePackage()) {
            ends.listen();
            ends.connect(1, false);
            ChildLink link = ends.link();
            ControlMessage message = new ControlMessage.ScoreboardAt("127.0.0.1:5701", Samples.SECRET);

            link.send(message);
            ends.client().await(message);
            link.close();
            ends.client().await("lost");
            link.send(message);
            ends.client().await("connected");

            assertFalse(log.lines().isEmpty());
            assertTrue(log.lines().stream().noneMatch(line -> line.contains(Samples.SECRET)));
        }
    }

    @Test
    void sendsNothingWithoutALink() {
        ControlClient client = ends.connect(1, false);

        assertFalse(client.send(new ControlMessage.Ready()));
    }

    @Test
    void survivesListenersThatThrow() throws Exception {
        try (LogLines log = LogLines.of(Callbacks.class)) {
            RuntimeException bug = new IllegalStateException("a bug");
            CompletableFuture<ChildLink> links = new CompletableFuture<>();
            ends.closeLater(ControlServer.listen(ends.socket(), TwoEnds.EVERYBODY, new ControlServerListener() {
                @Override
                public void connected(ChildLink link) {
                    links.complete(link);
                    throw bug;
                }

                @Override
                public void received(ChildLink link, ControlMessage message) {
                    link.send(new ControlMessage.Arm());
                    throw bug;
                }

                @Override
                public void lost(ChildLink link) {}

                @Override
                public void listenersDelivered(ChildLink link) {}
            }));
            ControlClient client = ends.connect(1, false);
            ends.client().await("connected");

            assertTrue(client.send(new ControlMessage.Ready()));
            ends.client().await(new ControlMessage.Arm());
            assertTrue(client.send(new ControlMessage.Ready()));
            ends.client().await(new ControlMessage.Arm());

            assertTrue(links.isDone());
            assertTrue(
                    log.lines().contains("the control channel's listener failed in connected"), log.lines()::toString);
            assertTrue(
                    log.lines().contains("the control channel's listener failed in received"), log.lines()::toString);
        }
    }
}
