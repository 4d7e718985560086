package org.whippletree.supervisor;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The living children by slot. Owned by the loop. */
final class ChildTable {
    private final SortedMap<Integer, ChildHandle> bySlot = new TreeMap<>();

    void add(ChildHandle child) {
        ChildHandle holder = bySlot.putIfAbsent(child.slot(), child);
        if (holder != null) {
            throw new IllegalStateException("slot " + child.slot() + " is held by " + holder);
        }
    }

    void remove(ChildHandle child) {
        bySlot.remove(child.slot(), child);
    }

    int lowestFreeSlot() {
        int slot = 0;
        while (bySlot.containsKey(slot)) {
            slot++;
        }
        return slot;
    }

    Optional<ChildHandle> byPid(long pid) {
        return bySlot.values().stream().filter(child -> child.pid() == pid).findAny();
    }

    /** In the order of slots. */
    Collection<ChildHandle> living() {
        return Collections.unmodifiableCollection(bySlot.values());
    }

    Set<Long> pids() {
        return bySlot.values().stream().map(ChildHandle::pid).collect(Collectors.toSet());
    }

    boolean isEmpty() {
        return bySlot.isEmpty();
    }

    int count(ChildProcessState state) {
        return (int) bySlot.values().stream().filter(child -> child.is(state)).count();
    }

    /** The living children of a generation, in the order of slots. */
    List<ChildHandle> of(int generation) {
        return bySlot.values().stream()
                .filter(child -> child.generation() == generation)
                .toList();
    }

    /** The living children of other generations, the oldest first. */
    List<ChildHandle> olderThan(int generation) {
        return bySlot.values().stream()
                .filter(child -> child.generation() < generation)
                .sorted(Comparator.comparingInt(ChildHandle::generation).thenComparingInt(ChildHandle::slot))
                .toList();
    }

    long nextDeadlineMillis() {
        return bySlot.values().stream()
                .mapToLong(ChildHandle::nextDeadlineMillis)
                .min()
                .orElse(ChildHandle.NEVER);
    }
}
