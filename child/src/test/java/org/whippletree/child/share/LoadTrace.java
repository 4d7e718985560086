package org.whippletree.child.share;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The work of each child over a simulated time, averaged over windows of 250 ms. */
final class LoadTrace {
    static final int WINDOW_MILLIS = 250;

    private final int width;
    private final List<double[]> windows = new ArrayList<>();
    private final double[] sums;
    private final List<Double> armed = new ArrayList<>();
    private double armedSum;
    private int seen;

    LoadTrace(int width) {
        this.width = width;
        this.sums = new double[width];
    }

    void add(long now, List<SimulatedChild> children) {
        seen = Math.max(seen, children.size());
        for (SimulatedChild child : children) {
            sums[child.slot] += child.work();
            armedSum += child.armed() ? 1 : 0;
        }
        if (now % WINDOW_MILLIS == 0) {
            windows.add(Arrays.stream(sums).map(sum -> sum / WINDOW_MILLIS).toArray());
            Arrays.fill(sums, 0);
            armed.add(armedSum / WINDOW_MILLIS);
            armedSum = 0;
        }
    }

    /** How many children there have been. */
    int children() {
        return seen;
    }

    List<double[]> windows() {
        return windows;
    }

    /** How many children were armed on average since the given time. */
    double armedSince(long millis) {
        return armed.subList((int) (millis / WINDOW_MILLIS), armed.size()).stream()
                .mapToDouble(each -> each)
                .average()
                .orElseThrow();
    }

    /** The busiest child's work, at its worst since the given time, averaged over so many windows. */
    double busiestSince(long millis, int averagedWindows) {
        double worst = 0;
        int first = (int) (millis / WINDOW_MILLIS);
        for (int last = first + averagedWindows; last <= windows.size(); last++) {
            List<double[]> some = windows.subList(last - averagedWindows, last);
            for (int slot = 0; slot < width; slot++) {
                int child = slot;
                worst = Math.max(
                        worst,
                        some.stream().mapToDouble(each -> each[child]).average().orElseThrow());
            }
        }
        return worst;
    }

    /** The work of one child at its highest since the given time. */
    double highest(int slot, long fromMillis, long toMillis) {
        return windows.subList((int) (fromMillis / WINDOW_MILLIS), (int) (toMillis / WINDOW_MILLIS)).stream()
                .mapToDouble(each -> each[slot])
                .max()
                .orElseThrow();
    }
}
