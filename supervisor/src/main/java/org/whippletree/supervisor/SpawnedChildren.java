package org.whippletree.supervisor;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.whippletree.control.Admission;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.PeerIdentity;

/**
 * Who may speak on the control socket: living processes that this supervisor spawned or took over, under the expected user, each for
 * its own place only. The kernel vouches for pid and user. Written by the loop, read by the control thread.
 */
final class SpawnedChildren implements Admission {
    private record Place(int slot, int generation) {}

    /** Children of an earlier supervisor: unlike an own one, such a child may end unseen, and its pid be given to a stranger. */
    private final Map<Long, SavedChild> inherited = new HashMap<>();

    private final int uid;
    private final Map<Long, Place> places = new HashMap<>();

    SpawnedChildren(int uid) {
        this.uid = uid;
    }

    /** Starts a child and knows it before it can introduce itself: an introduction waits until the start is known. */
    synchronized ChildProcess launch(ChildLauncher launcher, int slot, int generation) throws IOException {
        ChildProcess process = launcher.launch(slot, generation);
        places.put(process.pid(), new Place(slot, generation));
        return process;
    }

    /** Admits a child of an earlier supervisor, as long as its process lives. */
    synchronized void inherit(SavedChild child) {
        places.put(child.pid(), new Place(child.slot(), child.generation()));
        inherited.put(child.pid(), child);
    }

    synchronized void forget(long pid) {
        places.remove(pid);
        inherited.remove(pid);
    }

    @Override
    public synchronized Optional<String> refusal(ControlMessage.Hello hello, PeerIdentity peer) {
        Place place = places.get(peer.pid());
        if (place == null) {
            return Optional.of("process " + peer.pid() + " was not spawned by this supervisor");
        }
        if (peer.uid() != uid) {
            return Optional.of("process " + peer.pid() + " runs as user " + peer.uid() + ", not as " + uid);
        }
        SavedChild saved = inherited.get(peer.pid());
        if (saved != null && !saved.lives()) {
            return Optional.of("process " + peer.pid() + " has only the number of a child that has ended");
        }
        if (hello.pid() != peer.pid() || !place.equals(new Place(hello.slot(), hello.generation()))) {
            return Optional.of("process " + peer.pid() + " is child " + place.slot() + " of generation "
                    + place.generation() + ", not " + hello.slot() + " of " + hello.generation());
        }
        return Optional.empty();
    }
}
