package org.whippletree.supervisor;

import java.util.List;
import java.util.Optional;
import org.whippletree.config.ServerConfig;
import org.whippletree.config.process.ProcessFacts;
import org.whippletree.control.ConfigFingerprint;

/**
 * A supervisor that died and left children that live.
 *
 * @param state what it saved
 * @param living its children whose process still runs
 */
record Predecessor(SavedState state, List<SavedChild> living) {
    Predecessor {
        living = List.copyOf(living);
    }

    /** Empty if the last supervisor of this runtime folder has left no living child. */
    static Optional<Predecessor> find(StateFile file) {
        return file.read()
                .filter(state -> state.bootId().equals(ProcessStart.bootId()))
                .map(state -> new Predecessor(
                        state,
                        state.children().stream().filter(SavedChild::lives).toList()))
                .filter(found -> !found.living().isEmpty());
    }

    /** Its generation goes on if neither the configuration nor the program has changed; otherwise the next one begins. */
    int generationFor(ServerConfig config) {
        boolean same = state.fingerprint().equals(ConfigFingerprint.of(config))
                && state.version().equals(ProcessFacts.version());
        return same ? state.generation() : state.generation() + 1;
    }

    List<Long> pids() {
        return living.stream().map(SavedChild::pid).toList();
    }
}
