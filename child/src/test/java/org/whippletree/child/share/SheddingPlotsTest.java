package org.whippletree.child.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.whippletree.child.share.SimulatedClient.Habit;
import org.whippletree.child.share.SimulatedServer.Setting;
import org.whippletree.config.KeepAliveShedding;
import org.xml.sax.InputSource;

/**
 * Draws the plots of docs/shedding.md. They are kept in the repository, and made anew with {@code -Dpages.write=true}. What is kept
 * is not compared to the letter: a JDK may round a logarithm otherwise, and then a client thinks a millisecond longer.
 */
class SheddingPlotsTest {
    private static final Path FOLDER = Path.of("..", "docs", "shedding");

    @Test
    void areThoseThatThePageShows() throws Exception {
        Map<String, LoadPlot> plots = plots();
        if (Boolean.getBoolean("pages.write")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, LoadPlot> plot : plots.entrySet()) {
                Files.writeString(FOLDER.resolve(plot.getKey()), plot.getValue().svg());
            }
        }

        String page = Files.readString(FOLDER.resolveSibling("shedding.md"));
        for (Map.Entry<String, LoadPlot> plot : plots.entrySet()) {
            assertTrue(page.contains("(shedding/" + plot.getKey() + ")"), plot.getKey() + " is shown");
            assertEquals(
                    curves(plot.getValue().svg()),
                    curves(Files.readString(FOLDER.resolve(plot.getKey()))),
                    plot.getKey());
        }
    }

    private static Map<String, LoadPlot> plots() {
        Map<String, LoadPlot> plots = new TreeMap<>();
        plots.put(
                "hot-clients.svg",
                new LoadPlot(3, 15, 16)
                        .with("16 hot clients on child 1, KeepAliveShedding Off", hot(16, KeepAliveShedding.OFF))
                        .with("… Local", hot(16, KeepAliveShedding.LOCAL))
                        .with("… Scoreboard", hot(16, KeepAliveShedding.SCOREBOARD)));
        plots.put(
                "more-clients-than-workers.svg",
                new LoadPlot(2, 15, 24)
                        .with("24 hot clients on child 1, KeepAliveShedding Local", hot(24, KeepAliveShedding.LOCAL))
                        .with("… Scoreboard", hot(24, KeepAliveShedding.SCOREBOARD)));
        plots.put(
                "below-the-workers.svg",
                new LoadPlot(2, 15, 16)
                        .with("12 hot clients on child 1, KeepAliveShedding Local", hot(12, KeepAliveShedding.LOCAL))
                        .with("… Scoreboard", hot(12, KeepAliveShedding.SCOREBOARD)));
        plots.put("fresh-child.svg", new LoadPlot(1, 30, 16).with("child 3 is started after 10 s", fresh()));
        return plots;
    }

    private static LoadTrace hot(int clients, KeepAliveShedding mode) {
        SimulatedServer server = new SimulatedServer(Setting.of(4, mode), 2);
        server.run(1_000);
        server.live(clients, Habit.hot(20), 1);
        server.run(14_000);
        return server.trace();
    }

    private static LoadTrace fresh() {
        SimulatedServer server = new SimulatedServer(Setting.of(3, KeepAliveShedding.SCOREBOARD), 2);
        server.run(1_000);
        server.come(24, Habit.hot(20));
        server.come(12, Habit.shortLived(50, 50));
        server.run(9_000);
        server.join();
        server.run(20_000);
        return server.trace();
    }

    private static int curves(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("polyline")
                .getLength();
    }
}
