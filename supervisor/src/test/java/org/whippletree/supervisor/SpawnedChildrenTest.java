package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.PeerIdentity;

class SpawnedChildrenTest {
    private static final int UID = 1000;

    private final SpawnedChildren spawned = new SpawnedChildren(UID);
    private final FakeLauncher launcher = new FakeLauncher();

    @BeforeEach
    void spawnsOneChild() throws Exception {
        assertEquals(100, spawned.launch(launcher, 3, 1).pid());
    }

    private Optional<String> refusal(int slot, int generation, long helloPid, PeerIdentity peer) {
        return spawned.refusal(new ControlMessage.Hello(1, slot, generation, helloPid, "1", false), peer);
    }

    @Test
    void admitsAChildItSpawnedAgainAndAgain() {
        assertEquals(Optional.empty(), refusal(3, 1, 100, new PeerIdentity(100, UID)));
        assertEquals(Optional.empty(), refusal(3, 1, 100, new PeerIdentity(100, UID)));
    }

    @Test
    void refusesAChildItDidNotSpawn() {
        assertTrue(refusal(3, 1, 101, new PeerIdentity(101, UID)).isPresent());
    }

    @Test
    void refusesAStrangerThatClaimsTheNumberOfAChild() {
        assertTrue(refusal(3, 1, 100, new PeerIdentity(101, UID)).isPresent());
    }

    @Test
    void refusesAnotherUser() {
        assertTrue(refusal(3, 1, 100, new PeerIdentity(100, 0)).isPresent());
    }

    @Test
    void refusesAChildInAnothersPlace() {
        assertTrue(refusal(2, 1, 100, new PeerIdentity(100, UID)).isPresent());
        assertTrue(refusal(3, 2, 100, new PeerIdentity(100, UID)).isPresent());
    }

    @Test
    void admitsAChildOfAnEarlierSupervisorAndNoOtherProcessWithItsPid() {
        long self = OwnProcess.pid();
        long ticks = ProcessStart.ticks(self).orElseThrow();
        spawned.inherit(new SavedChild(2, 5, self, ticks, 0));
        assertEquals(Optional.empty(), refusal(2, 5, self, new PeerIdentity(self, UID)));
        assertTrue(refusal(2, 5, self, new PeerIdentity(self, UID + 1)).isPresent());

        spawned.inherit(new SavedChild(2, 5, self, ticks - 1, 0));
        assertTrue(refusal(2, 5, self, new PeerIdentity(self, UID)).isPresent());
    }

    @Test
    void refusesTheNumberOfAChildThatHasEnded() {
        spawned.forget(100);

        assertTrue(refusal(3, 1, 100, new PeerIdentity(100, UID)).isPresent());
    }
}
