package org.whippletree.supervisor;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.whippletree.config.process.ProcessFacts;
import org.whippletree.control.ConfigFingerprint;

/** Saves the children whenever one has come or gone, or a new generation has begun. Owned by the loop. */
final class StateKeeper {
    private final SupervisorParts parts;
    private final Consumer<SavedState> store;
    private final String bootId = ProcessStart.bootId();
    private Set<Long> savedPids = Set.of();
    private int savedGeneration = -1;
    private String fingerprint = "";

    StateKeeper(SupervisorParts parts) {
        this.parts = parts;
        this.store = parts.state();
    }

    /** Saves if there is news. */
    void pass(ChildTable children, Generation current, long nowMillis) {
        Set<Long> pids = children.pids();
        boolean sameGeneration = current.number() == savedGeneration;
        if (sameGeneration && pids.equals(savedPids)) {
            return;
        }
        if (!sameGeneration) {
            fingerprint = ConfigFingerprint.of(current.config());
        }
        savedGeneration = current.number();
        savedPids = pids;
        store.accept(new SavedState(
                bootId,
                current.server().pid(),
                ProcessFacts.version(),
                fingerprint,
                current.number(),
                saved(children, nowMillis)));
    }

    private List<SavedChild> saved(ChildTable children, long nowMillis) {
        long wallMillis = parts.wallMillis().getAsLong();
        return children.living().stream()
                .map(child -> new SavedChild(
                        child.slot(),
                        child.generation(),
                        child.pid(),
                        child.startTicks(),
                        wallMillis - child.livedMillis(nowMillis)))
                .toList();
    }
}
