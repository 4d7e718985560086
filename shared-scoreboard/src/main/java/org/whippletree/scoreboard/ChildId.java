package org.whippletree.scoreboard;

import java.util.Comparator;

/**
 * Names one child on every scoreboard.
 *
 * @param host the machine it runs on
 * @param slot its number in the table of children, from 0
 * @param generation the configuration it serves
 */
public record ChildId(String host, int slot, int generation) implements Comparable<ChildId> {
    private static final Comparator<ChildId> ORDER =
            Comparator.comparing(ChildId::host).thenComparingInt(ChildId::slot).thenComparingInt(ChildId::generation);

    /** The key of its rows: {@code host/slot/generation}. */
    public String text() {
        return host + "/" + slot + "/" + generation;
    }

    @Override
    public int compareTo(ChildId other) {
        return ORDER.compare(this, other);
    }
}
