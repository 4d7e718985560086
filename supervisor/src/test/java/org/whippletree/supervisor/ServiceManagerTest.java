package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.scoreboard.InMemoryScoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;

/** What the supervisor tells systemd. */
class ServiceManagerTest {
    private static final int STATUS_MILLIS = 10_000;

    private final List<String> notified = new ArrayList<>();
    private final SupervisorFixture fixture = SupervisorFixture.watched(2, notified);

    private List<String> states() {
        return notified.stream().filter(line -> line.contains("=1\n")).toList();
    }

    private void allServe() {
        List.copyOf(fixture.launcher.processes).forEach(fixture::becomesReady);
    }

    @Test
    void hearsOfReadinessOnceAllChildrenServeAndNeverAgain() {
        fixture.becomesReady(fixture.launcher.processes.get(0));
        assertEquals(List.of(), states());

        fixture.becomesReady(fixture.launcher.processes.get(1));
        fixture.exits(fixture.launcher.processes.get(1), 1);
        fixture.passes(1_000);
        fixture.becomesReady(fixture.launcher.last());

        long pid = ProcessHandle.current().pid();
        assertEquals(List.of("READY=1\nMAINPID=" + pid + "\nSTATUS=2 of 2 children serve"), states());
    }

    @Test
    void hearsOfReadinessOnlyOnceOperatorsAreAnsweredToo() {
        List<String> told = new ArrayList<>();
        SupervisorFixture starting = SupervisorFixture.watchedBeforeItsAdmin(1, told);
        starting.becomesReady(starting.launcher.last());
        assertTrue(told.stream().noneMatch(line -> line.startsWith("READY=1")), told::toString);

        starting.happens(new SupervisorEvent.AdminUp());

        assertTrue(told.stream().anyMatch(line -> line.startsWith("READY=1")), told::toString);
    }

    @Test
    void hearsFiguresOnceThereIsAScoreboard() {
        allServe();
        InMemoryScoreboard scoreboard = new InMemoryScoreboard();
        fixture.happens(new SupervisorEvent.ScoreboardUp(scoreboard, new ScoreboardAccess("a:1", "s")));
        scoreboard.publish(fixture.row(fixture.launcher.processes.get(0), 3));

        fixture.passes(STATUS_MILLIS);

        assertTrue(
                notified.contains("STATUS=2 of 2 children serve, 3 workers busy, 22 idle, 0 requests answered"),
                notified.toString());
    }

    @Test
    void hearsSignsOfLifeWhileTheLoopTurns() {
        allServe();

        fixture.passes(2 * SupervisorFixture.WATCHDOG_MILLIS);

        assertTrue(notified.stream().filter("WATCHDOG=1"::equals).count() >= 4, notified.toString());
    }

    @Test
    void hearsOfTheStopWhenItBegins() {
        allServe();

        fixture.happens(new SupervisorEvent.SignalReceived("TERM"));

        assertEquals("STOPPING=1\nSTATUS=Stopping: 2 children left", states().get(1));
    }
}
