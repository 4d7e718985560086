package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whippletree.scoreboard.InMemoryScoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;
import org.whippletree.supervisor.FakeLauncher.FakeProcess;

class DigestTickerTest {
    private final SupervisorFixture fixture = SupervisorFixture.serving(2);
    private final InMemoryScoreboard scoreboard = new InMemoryScoreboard();
    private final FakeProcess first = fixture.launcher.processes.get(0);

    @BeforeEach
    void theScoreboardIsUp() {
        fixture.happens(new SupervisorEvent.ScoreboardUp(scoreboard, new ScoreboardAccess("a:1", "s")));
    }

    private long untilNextFold() {
        return fixture.supervisor.nextDeadlineMillis() - fixture.nowMillis;
    }

    @Test
    void foldsTenTimesASecondWhileRowsChange() {
        fixture.passes(DigestTicker.PUBLISH_MILLIS);
        for (int busy = 1; busy < 5; busy++) {
            scoreboard.publish(fixture.row(first, busy));
            fixture.passes(untilNextFold());

            assertEquals(busy, scoreboard.digest().children().get(0).work().busy());
            assertEquals(DigestTicker.BUSY_MILLIS, untilNextFold());
        }
    }

    @Test
    void wakesFiveTimesASecondAtMostWhenIdle() {
        scoreboard.publish(fixture.row(first, 1));
        fixture.passes(untilNextFold());
        assertEquals(DigestTicker.BUSY_MILLIS, untilNextFold());

        fixture.passes(untilNextFold());

        assertEquals(DigestTicker.IDLE_MILLIS, untilNextFold());
    }

    @Test
    void publishesOnceASecondWhenNothingChanges() {
        for (int second = 0; second < 3; second++) {
            fixture.passes(1_000 + DigestTicker.IDLE_MILLIS);

            assertTrue(scoreboard.digest().freshAt(fixture.wallMillis()));
        }
    }

    @Test
    void removesTheRowOfAProcessThatDoesNotLive() {
        scoreboard.publish(fixture.row(new FakeProcess(1, 0, 999), 3));

        fixture.passes(DigestTicker.IDLE_MILLIS);

        assertEquals(0, scoreboard.snapshot().load().size());
        assertEquals(0, scoreboard.digest().children().size());
    }
}
