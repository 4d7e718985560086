package org.whippletree.child.share;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What one digest says to one child, worked out once so that a decision costs a few comparisons. Immutable. */
public final class Siblings {
    private static final Siblings NONE = new Siblings(List.of(), Optional.empty());

    private final List<ChildFigures> accepting;
    private final Optional<ChildFigures> self;
    private final int count;
    private final double load;
    private final double shares;
    private final double leastPressure;
    private final int workersIdle;

    private Siblings(List<ChildFigures> others, Optional<ChildFigures> self) {
        this.accepting = others.stream()
                .filter(ChildFigures::accepting)
                .sorted(ChildFigures::compare)
                .toList();
        this.self = self;
        this.count = others.size();
        this.load = others.stream().mapToDouble(ChildFigures::load).sum();
        this.shares = others.stream().mapToDouble(ChildFigures::share).sum();
        this.workersIdle = others.stream().mapToInt(ChildFigures::workersIdle).sum();
        this.leastPressure =
                accepting.stream().mapToDouble(ChildFigures::pressure).min().orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * @param serving figures of all children that serve, also of those at their limit; a child that leaves has no part in the
     *     work and is left out
     * @param slot the child that asks
     * @param generation the child that asks
     */
    public static Siblings of(Collection<ChildFigures> serving, int slot, int generation) {
        List<ChildFigures> others = new ArrayList<>(serving.size());
        ChildFigures self = null;
        for (ChildFigures child : serving) {
            if (child.slot() == slot && child.generation() == generation) {
                self = child;
            } else {
                others.add(child);
            }
        }
        return new Siblings(others, Optional.ofNullable(self));
    }

    /** No sibling is known. */
    public static Siblings none() {
        return NONE;
    }

    /** Those that would take a client, in the order of {@link ChildFigures#compare}. */
    List<ChildFigures> accepting() {
        return accepting;
    }

    /** What the siblings believe of the child that asks. */
    Optional<ChildFigures> self() {
        return self;
    }

    /** Whether any of them has room. */
    public boolean anyAccepts() {
        return !accepting.isEmpty();
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Of all siblings together. */
    double load() {
        return load;
    }

    /** Of all siblings together: how many warm children they are worth. */
    double shares() {
        return shares;
    }

    /** The pressure of the least busy of those that would take a client; infinite if there is none. */
    double leastPressure() {
        return leastPressure;
    }

    /** Of all siblings together. */
    int workersIdle() {
        return workersIdle;
    }

    /** Whether the siblings that would take a client have {@code n} that are less busy than the given figures. */
    boolean lessBusyThan(ChildFigures figures, int n) {
        return accepting.size() >= n && accepting.get(n - 1).lessBusyThan(figures);
    }
}
