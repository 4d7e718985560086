package org.whippletree.child.share;

import java.util.List;
import java.util.Locale;

/** Draws the work of each child over time, one under the other, as an SVG file. */
final class LoadPlot {
    private static final int WIDTH = 720;
    private static final int PANEL = 170;
    private static final int LEFT = 50;
    private static final int RIGHT = 90;
    private static final int TOP = 34;
    private static final int BOTTOM = 24;
    private static final List<String> COLORS = List.of("#d1495b", "#00798c", "#edae49", "#5b5f97", "#66a182");

    private final StringBuilder svg = new StringBuilder();
    private final int panels;
    private final int seconds;
    private final int most;
    private int drawn;

    LoadPlot(int panels, int seconds, int most) {
        this.panels = panels;
        this.seconds = seconds;
        this.most = most;
    }

    /** Adds a panel below those that are there. */
    LoadPlot with(String title, LoadTrace trace) {
        int top = TOP + drawn * (PANEL + TOP + BOTTOM);
        text(LEFT, top - 10, "start", title);
        for (int load = 0; load <= most; load += most / 4) {
            line(LEFT, y(top, load), WIDTH - RIGHT, y(top, load), "#dddddd");
            text(LEFT - 6, y(top, load) + 4, "end", Integer.toString(load));
        }
        for (int second = 0; second <= seconds; second += seconds / 5) {
            text(x(second), top + PANEL + 16, "middle", second + " s");
        }
        for (int slot = 0; slot < trace.children(); slot++) {
            curve(top, slot, trace);
        }
        drawn++;
        return this;
    }

    private void curve(int top, int slot, LoadTrace trace) {
        String color = COLORS.get(slot % COLORS.size());
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
                .append(color)
                .append("\" points=\"");
        double highest = 0;
        double second = 0;
        for (double[] window : trace.windows()) {
            second += LoadTrace.WINDOW_MILLIS / 1_000.0;
            highest = Math.max(highest, window[slot]);
            svg.append(String.format(Locale.ROOT, "%.0f,%.1f ", x(second), y(top, window[slot])));
        }
        svg.append("\"/>\n");
        if (highest > 0) {
            text(WIDTH - RIGHT + 10, top + 14 + 18 * slot, "start", "child " + slot, color);
        }
    }

    private double x(double second) {
        return LEFT + second * (WIDTH - LEFT - RIGHT) / seconds;
    }

    private double y(int top, double load) {
        return top + PANEL - Math.min(load, most) * PANEL / most;
    }

    private void line(double fromX, double fromY, double toX, double toY, String color) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.0f\" y1=\"%.1f\" x2=\"%.0f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
                fromX,
                fromY,
                toX,
                toY,
                color));
    }

    private void text(double x, double y, String anchor, String text) {
        text(x, y, anchor, text, "#333333");
    }

    private void text(double x, double y, String anchor, String text, String color) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.0f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                color,
                text));
    }

    String svg() {
        int height = panels * (PANEL + TOP + BOTTOM);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\"\n"
                        .formatted(WIDTH, height, WIDTH, height)
                + "    font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + svg
                + "</svg>\n";
    }
}
