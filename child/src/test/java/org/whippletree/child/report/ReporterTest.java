package org.whippletree.child.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.whippletree.scoreboard.ChildId;
import org.whippletree.scoreboard.ChildState;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.DetailRow;
import org.whippletree.scoreboard.HoldOffCounts;
import org.whippletree.scoreboard.InMemoryScoreboard;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.ShedCounts;
import org.whippletree.scoreboard.WorkCounts;

class ReporterTest {
    private static final ChildId CHILD = new ChildId("host", 0, 0);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final InMemoryScoreboard scoreboard = new InMemoryScoreboard();
    private long nowMillis = 10_000;
    private int requests;
    private int rows;
    private int details;
    private final Reporter reporter;

    ReporterTest() {
        channel.freezeTime();
        reporter = new Reporter(channel.eventLoop(), () -> nowMillis, this::row, this::detail);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void staysSilentUntilItKnowsWhereToReport() {
        reporter.changed();
        after(1_000);
        reporter.beat(0);

        assertEquals(0, rows);
    }

    @Test
    void foldsABurstOfChangesIntoOneRowWithTheNewestFigures() {
        reporter.reportTo(scoreboard);

        for (requests = 1; requests < 50; requests++) {
            reporter.changed();
        }
        after(100);

        assertEquals(2, rows);
        assertEquals(50, scoreboard.snapshot().load().get(0).requests());
    }

    @Test
    void sendsARowThatIsDueSoonAlongWithAChange() {
        reporter.reportTo(scoreboard);
        after(10);
        reporter.changed();
        after(70);
        reporter.changed();
        after(0);
        assertEquals(1, rows);

        after(15);
        reporter.changed();
        after(0);
        assertEquals(2, rows);

        after(100);
        assertEquals(2, rows);
    }

    @Test
    void beatsWhenNothingHappens() {
        reporter.reportTo(scoreboard);
        for (int second = 0; second < 3; second++) {
            after(1_000);
            reporter.beat(4);
        }

        assertEquals(4, rows);
        assertEquals(4, scoreboard.snapshot().load().get(0).loopLagMillis());
    }

    @Test
    void bringsDetailsOnlyWhileSomebodyLooks() {
        reporter.reportTo(scoreboard);
        after(1_000);
        reporter.beat(0);
        assertEquals(0, details);

        reporter.watch(2);
        assertEquals(1, details);
        for (int second = 0; second < 5; second++) {
            after(1_000);
            reporter.beat(0);
        }
        assertEquals(2, details);
    }

    private LoadRow row(int loopLagMillis) {
        rows++;
        return new LoadRow(
                CHILD,
                42,
                ChildState.SERVING,
                0,
                true,
                true,
                ConnectionCounts.none(),
                new WorkCounts(0, 8, 0, 0, 1),
                requests,
                0,
                ShedCounts.none(),
                0,
                HoldOffCounts.none(),
                0,
                loopLagMillis,
                nowMillis);
    }

    private DetailRow detail() {
        details++;
        return new DetailRow(CHILD, List.of(), List.of(), nowMillis);
    }

    private void after(long millis) {
        nowMillis += millis;
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
