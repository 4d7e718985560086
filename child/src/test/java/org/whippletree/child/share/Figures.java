package org.whippletree.child.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Children of 16 workers for the tests of the policies. */
final class Figures {
    static final int WORKERS = 16;

    private Figures() {}

    /** A warm child with so many requests in hand, one to each connection. */
    static ChildFigures child(int slot, int requests) {
        return child(slot, requests, 1);
    }

    static ChildFigures child(int slot, int requests, double share) {
        int busy = Math.min(requests, WORKERS);
        return new ChildFigures(
                slot, 1, busy < WORKERS, requests, busy, WORKERS - busy, requests - busy, requests, share);
    }

    /** The view of the child in slot 0, whose siblings have so many requests in hand. */
    static SiblingView view(int own, int... siblings) {
        return view(child(0, own), siblings);
    }

    /** All workers of all children are leased; those with less than their part take clients. */
    static SiblingView fullView(int own, int... siblings) {
        List<ChildFigures> all = new ArrayList<>(List.of(child(0, own)));
        double part = (own + Arrays.stream(siblings).sum()) / (siblings.length + 1.0);
        for (int slot = 1; slot <= siblings.length; slot++) {
            int load = siblings[slot - 1];
            all.add(new ChildFigures(slot, 1, load + 0.5 <= part, load, 16, 0, load - 16, load, 1));
        }
        return new SiblingView(all.get(0), Siblings.of(all, 0, 1), true, 0, false);
    }

    static SiblingView view(ChildFigures own, int... siblings) {
        List<ChildFigures> all = new ArrayList<>(List.of(own));
        for (int slot = 1; slot <= siblings.length; slot++) {
            all.add(child(slot, siblings[slot - 1]));
        }
        return new SiblingView(own, Siblings.of(all, own.slot(), 1), true, 0, false);
    }

    /** The view of the child in that slot of children that have so many requests in hand. */
    static SiblingView viewFrom(int slot, int... requests) {
        List<ChildFigures> all = new ArrayList<>();
        Arrays.stream(requests).forEach(each -> all.add(child(all.size(), each)));
        return new SiblingView(all.get(slot), Siblings.of(all, slot, 1), true, 0, false);
    }

    static SiblingView stale(SiblingView view) {
        return new SiblingView(view.own(), view.siblings(), false, view.acceptQueue(), false);
    }

    static SiblingView waiting(SiblingView view, int acceptQueue) {
        return new SiblingView(view.own(), view.siblings(), view.fresh(), acceptQueue, false);
    }
}
