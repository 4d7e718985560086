package org.whippletree.scoreboard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies of the rows, and which children were removed: a removed child's late write is told from its successor's by the pid.
 * Any thread; each call holds the lock for a few map operations.
 */
final class LocalRows {
    /** Far more than can have writes in flight; older removals are forgotten. */
    private static final int REMOVALS_KEPT = 256;

    /** The last rows of a child that was removed. */
    record Removed(Optional<LoadRow> load, Optional<DetailRow> detail) {}

    private final Map<String, LoadRow> load = new HashMap<>();
    private final Map<String, DetailRow> details = new HashMap<>();
    private final Map<String, Long> removedPids = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMOVALS_KEPT;
        }
    };

    /** Answers false if the row came from a child that was removed: it is not kept. */
    synchronized boolean put(LoadRow row) {
        String child = row.id().text();
        Long removed = removedPids.get(child);
        if (removed != null && removed == row.pid()) {
            return false;
        }
        load.put(child, row);
        return true;
    }

    /** Answers false if the row came from a child that was removed: it is not kept. */
    synchronized boolean put(DetailRow row) {
        String child = row.id().text();
        // A detail row has no pid; a successor's first load row says that there is one.
        if (removedPids.containsKey(child) && !load.containsKey(child)) {
            return false;
        }
        details.put(child, row);
        return true;
    }

    /** The supervisor saw the child end, or it takes itself away; answers what was kept of it. */
    synchronized Removed remove(ChildId id) {
        String child = id.text();
        LoadRow last = load.remove(child);
        if (last != null) {
            removedPids.remove(child);
            removedPids.put(child, last.pid());
        }
        return new Removed(Optional.ofNullable(last), Optional.ofNullable(details.remove(child)));
    }

    /** The row's entry went away in the shared map. */
    synchronized void forget(RowKey key) {
        switch (key.kind()) {
            case LOAD -> load.values().removeIf(row -> RowKey.load(row).equals(key));
            case DETAIL -> details.remove(key.text());
            case DIGEST -> throw new IllegalArgumentException("a digest is no row");
        }
    }

    synchronized boolean holds(RowKey key) {
        return switch (key.kind()) {
            case LOAD -> load.values().stream().anyMatch(row -> RowKey.load(row).equals(key));
            case DETAIL -> details.containsKey(key.text());
            case DIGEST -> false;
        };
    }

    synchronized ScoreboardSnapshot snapshot() {
        List<LoadRow> loadRows =
                load.values().stream().sorted(Comparator.comparing(LoadRow::id)).toList();
        List<DetailRow> detailRows = details.values().stream()
                .sorted(Comparator.comparing(DetailRow::id))
                .toList();
        return new ScoreboardSnapshot(loadRows, detailRows);
    }
}
