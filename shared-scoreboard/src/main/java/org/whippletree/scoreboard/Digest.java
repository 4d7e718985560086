package org.whippletree.scoreboard;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The load of all children in one entry. The supervisor folds it, every child reads it: the cost grows with the number of
 * children, not with its square.
 *
 * @param children by slot, then generation
 * @param stampMillis when it was folded; milliseconds since the epoch
 */
public record Digest(List<ChildLoad> children, long stampMillis) {
    /** What is older says nothing about the load of now. */
    public static final long FRESH_MILLIS = 3_000;

    private static final Digest NONE = new Digest(List.of(), -FRESH_MILLIS);

    public Digest {
        children = List.copyOf(children);
    }

    /**
     * Folds the load rows of those that serve. A row that is no longer fresh is left out: a frozen child must not look like the
     * least busy one for ever.
     */
    public static Digest of(Collection<LoadRow> rows, long nowMillis) {
        List<ChildLoad> children = rows.stream()
                .filter(row -> row.state() == ChildState.SERVING && fresh(row.stampMillis(), nowMillis))
                .map(ChildLoad::of)
                .sorted(Comparator.comparingInt(ChildLoad::slot).thenComparingInt(ChildLoad::generation))
                .toList();
        return new Digest(children, nowMillis);
    }

    /** What a child knows before the first digest arrives; never fresh. */
    public static Digest none() {
        return NONE;
    }

    /** Whether a child may act on it; if not, it acts on its own numbers. */
    public boolean freshAt(long nowMillis) {
        return fresh(stampMillis, nowMillis);
    }

    private static boolean fresh(long stampMillis, long nowMillis) {
        return Math.abs(nowMillis - stampMillis) < FRESH_MILLIS;
    }
}
