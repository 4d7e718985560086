package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;
import org.whippletree.scoreboard.ConnectionCounts;
import org.whippletree.scoreboard.HoldOffCounts;
import org.whippletree.scoreboard.InMemoryScoreboard;
import org.whippletree.scoreboard.LoadRow;
import org.whippletree.scoreboard.ScoreboardAccess;
import org.whippletree.scoreboard.ShedCounts;
import org.whippletree.scoreboard.WorkCounts;
import org.whippletree.supervisor.FakeLauncher.FakeProcess;
import org.whippletree.supervisor.admin.Readiness;

/** What {@code /readyz} is told: see {@link ReadinessPolicy}. */
class ReadinessTest {
    private final InMemoryScoreboard scoreboard = new InMemoryScoreboard();

    private static Readiness ask(SupervisorFixture fixture) {
        CompletableFuture<Readiness> answer = new CompletableFuture<>();
        fixture.happens(new SupervisorEvent.ReadinessAsked(answer));
        return answer.join();
    }

    private SupervisorFixture withScoreboard(int children) {
        SupervisorFixture fixture = SupervisorFixture.serving(children);
        fixture.happens(new SupervisorEvent.ScoreboardUp(scoreboard, new ScoreboardAccess("127.0.0.1:1", "secret")));
        return fixture;
    }

    private static LoadRow refusing(LoadRow row) {
        return new LoadRow(
                row.id(),
                row.pid(),
                row.state(),
                row.stateSinceMillis(),
                false,
                false,
                ConnectionCounts.none(),
                WorkCounts.none(),
                0,
                0,
                ShedCounts.none(),
                0,
                HoldOffCounts.none(),
                0,
                0,
                row.stampMillis());
    }

    @Test
    void isNotReadyBeforeAChildServes() {
        SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());

        assertEquals(new Readiness(false, "no child serves yet or any more, of 2"), ask(fixture));
    }

    @Test
    void isReadyAsSoonAsOneChildServesWithOrWithoutScoreboard() {
        SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());
        fixture.becomesReady(fixture.launcher.processes.get(0));

        assertEquals(new Readiness(true, "1 of 2 children accept"), ask(fixture));
    }

    @Test
    void isNotReadyWhenEveryChildSaysThatItAcceptsNone() {
        SupervisorFixture fixture = withScoreboard(2);
        fixture.launcher.processes.forEach(process -> scoreboard.publish(refusing(fixture.row(process, 25))));
        assertEquals(new Readiness(false, "0 of 2 children accept"), ask(fixture));

        scoreboard.publish(fixture.row(fixture.launcher.processes.get(1), 3));
        assertEquals(new Readiness(true, "1 of 2 children accept"), ask(fixture));
    }

    @Test
    void believesNoRowThatIsOld() {
        SupervisorFixture fixture = withScoreboard(1);
        scoreboard.publish(refusing(fixture.row(fixture.launcher.processes.get(0), 25)));
        assertFalse(ask(fixture).ready());

        fixture.passes(ReadinessPolicy.FRESH_MILLIS + 1);

        assertTrue(ask(fixture).ready());
    }

    @Test
    void isNotReadyWhenNoChildHasBeenHeardOf() {
        SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
        FakeLink link = fixture.becomesReady(fixture.launcher.processes.get(0));

        fixture.passes(ReadinessPolicy.HEARD_MILLIS + 1);
        assertEquals(new Readiness(false, "no child has been heard of for 5000 ms, of 1"), ask(fixture));

        fixture.says(link, new ControlMessage.Heartbeat(0));
        assertEquals(new Readiness(true, "1 of 1 child accepts"), ask(fixture));
    }

    @Test
    void isNotReadyWhenTheLinksAreLost() {
        SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());
        FakeLink link = fixture.becomesReady(fixture.launcher.processes.get(0));

        fixture.happens(new SupervisorEvent.LinkLost(link));

        assertFalse(ask(fixture).ready());
    }

    @Test
    void isNotReadyFromTheBeginningOfAStopToItsEnd() {
        SupervisorFixture fixture = SupervisorFixture.serving(1);
        FakeProcess process = fixture.launcher.processes.get(0);

        fixture.happens(new SupervisorEvent.SignalReceived("TERM"));

        assertEquals(ChildProcessState.STOPPING, fixture.state(process.slot));
        assertEquals(new Readiness(false, "the server stops"), ask(fixture));
    }
}
