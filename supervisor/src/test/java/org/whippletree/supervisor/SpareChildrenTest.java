package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.supervisor.ChildProcessState.DRAINING;
import static org.whippletree.supervisor.ChildProcessState.READY;
import static org.whippletree.supervisor.ChildProcessState.STARTING;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.InMemoryScoreboard;
import org.whippletree.scoreboard.ScoreboardAccess;
import org.whippletree.supervisor.FakeLauncher.FakeProcess;

/** A server of 25 workers in each of at most 8 children, with 25 to 75 of them idle. */
class SpareChildrenTest {
    private final SupervisorFixture fixture = SupervisorFixture.serving(2);
    private final InMemoryScoreboard scoreboard = new InMemoryScoreboard();

    @BeforeEach
    void hasAScoreboard() {
        fixture.happens(new SupervisorEvent.ScoreboardUp(scoreboard, new ScoreboardAccess("a:1", "s")));
    }

    private long count(ChildProcessState state) {
        return fixture.supervisor.children().count(state);
    }

    /** Every child that serves has so many busy workers, for so long. */
    private void busyFor(long millis, int busy) {
        for (long passed = 0; passed < millis; passed += 100) {
            for (FakeProcess process : fixture.launcher.processes) {
                if (fixture.supervisor.children().byPid(process.pid()).isPresent()) {
                    scoreboard.publish(fixture.row(process, busy));
                }
            }
            fixture.passes(100);
        }
    }

    @Test
    void addsAChildWithinAQuarterOfASecondOfAShortage() {
        busyFor(1_000, 12);
        assertEquals(0, count(STARTING));

        busyFor(250, 13);

        assertEquals(1, count(STARTING));
    }

    @Test
    void addsNoMoreThanAreNeededWhileOneIsBeingStarted() {
        busyFor(5_000, 20);

        assertEquals(1, count(STARTING));
    }

    @Test
    void retiresTheLeastBusyChildInTwoSteps() {
        growsToFour();
        FakeLink least = fixture.connects(fixture.launcher.processes.get(2), true);
        FakeProcess busy = fixture.launcher.processes.get(3);
        scoreboard.publish(fixture.row(busy, 5));
        idleButFor(busy, 1_000);

        assertTrue(least.sent.contains(new ControlMessage.Disarm()), least.sent.toString());
        assertEquals(4, count(READY));
        idleButFor(busy, SpareChildren.REGRET_MILLIS);

        assertEquals(1, count(DRAINING));
        assertEquals(DRAINING, fixture.state(2));
    }

    @Test
    void takesARetirementBackThatIsNotDoneYet() {
        growsToFour();
        FakeLink last = fixture.connects(fixture.launcher.processes.get(3), true);
        busyFor(1_000, 0);
        assertTrue(last.sent.contains(new ControlMessage.Disarm()), last.sent.toString());

        busyFor(400, 23);

        assertEquals(new ControlMessage.Arm(), last.sent.get(last.sent.size() - 1));
        busyFor(SpareChildren.REGRET_MILLIS, 15);
        assertEquals(4, count(READY));
        assertEquals(0, count(DRAINING));
    }

    @Test
    void changesNothingWithoutFigures() {
        fixture.passes(9_000);

        assertEquals(2, count(READY));
        assertEquals(0, count(STARTING));
    }

    private void growsToFour() {
        for (int more = 0; more < 2; more++) {
            busyFor(1_100, 25);
            fixture.allStartingBecomeReady(() -> {});
        }
        busyFor(1_000, 15);
        assertEquals(4, count(READY));
        assertEquals(
                List.of(),
                fixture.supervisor.children().living().stream()
                        .filter(child -> child.is(STARTING))
                        .toList());
    }

    private void idleButFor(FakeProcess busy, long millis) {
        for (long passed = 0; passed < millis; passed += 100) {
            for (FakeProcess process : fixture.launcher.processes) {
                scoreboard.publish(fixture.row(process, process.slot == 2 ? 0 : process == busy ? 3 : 1));
            }
            fixture.passes(100);
        }
    }
}
