package org.whippletree.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets a link. */
class AdmissionIT {
    @RegisterExtension
    private final TwoEnds ends = new TwoEnds();

    @Test
    void judgesAChildByWhatItSaysAndWhatTheKernelSays() throws Exception {
        CompletableFuture<PeerIdentity> peers = new CompletableFuture<>();
        CompletableFuture<ControlMessage.Hello> hellos = new CompletableFuture<>();
        ends.listen((hello, peer) -> {
            hellos.complete(hello);
            peers.complete(peer);
            return Optional.empty();
        });
        ends.connect(6, true);
        ends.server().await("connected");

        assertEquals(ProcessHandle.current().pid(), peers.get().pid());
        assertEquals(Files.getAttribute(ends.socket(), "unix:uid"), peers.get().uid());
        assertEquals(Samples.hello(6, true), hellos.get());
    }

    @Test
    void tellsARefusedChildWhyAndLetsItTryAgain() throws Exception {
        try (LogLines log = LogLines.ofThePackage()) {
            CompletableFuture<String> changedMind = new CompletableFuture<>();
            ends.listen((hello, peer) -> changedMind.isDone() ? Optional.empty() : Optional.of("nobody spawned it"));
            ends.connect(1, false);
            ends.client().await("refused: nobody spawned it");
            ends.server().expectNothing();

            ends.client().await("refused: nobody spawned it");
            changedMind.complete("");

            ends.server().await("connected");
            log.await("WARNING refused Hello[");
            log.await("FINE refused Hello[");
        }
    }

    @Test
    void refusesAChildThatSpeaksAnotherProtocol() throws Exception {
        try (LogLines log = LogLines.ofThePackage()) {
            ends.listen();
            ends.closeLater(ControlClient.connect(
                    ends.socket(), () -> new ControlMessage.Hello(7, 1, 1, 1, "9.9", false), ends.client()));

            ends.client()
                    .await("refused: the child speaks control protocol 7 and the supervisor control protocol 1:"
                            + " restart the server, so that both run the same version");
            assertFalse(log.lines().isEmpty());
        }
    }

    @Test
    void refusesEverybodyWhileAdmissionFails() throws Exception {
        try (LogLines log = LogLines.ofThePackage()) {
            ends.listen((hello, peer) -> {
                throw new IllegalStateException("a bug");
            });
            ends.connect(1, false);

            ends.client().await("refused: the supervisor could not decide about this child; its log says why");
            assertFalse(log.lines().isEmpty());
        }
    }

    @Test
    void replacesAnOlderLinkOfTheSameSlotAndGeneration() throws Exception {
        ends.listen();
        RawConnection older = ends.raw();
        older.write(Samples.hello(1, false));
        ChildLink olderLink = ends.server().await("connected");

        ControlClient newer = ends.connect(1, true);

        assertEquals(olderLink, ends.server().await("lost"));
        ChildLink link = ends.link();
        assertTrue(link.hello().serving());
        older.awaitEnd();
        assertTrue(newer.send(new ControlMessage.Ready()));
        assertEquals(link, ends.server().await(new ControlMessage.Ready()));
    }

    @Test
    void keepsChildrenOfOtherSlotsAndGenerationsApart() throws Exception {
        ends.listen();
        ends.connect(1, false);
        ends.server().await("connected");

        ends.connect(2, false);
        ends.server().await("connected");

        ends.server().expectNothing();
    }
}
