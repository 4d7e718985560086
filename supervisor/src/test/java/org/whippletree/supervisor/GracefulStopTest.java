package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.GracePeriods;
import org.whippletree.control.ControlMessage;
import org.whippletree.supervisor.admin.Readiness;

class GracefulStopTest {
    private final SupervisorFixture fixture = SupervisorFixture.serving(2);

    private void windowChanges(SupervisorFixture of) {
        of.happens(new SupervisorEvent.SignalReceived("WINCH"));
    }

    @Test
    void letsChildrenEmptyTheAcceptQueuesAndFinish() {
        FakeLink link = fixture.connects(fixture.launcher.processes.get(0), true);

        windowChanges(fixture);

        assertEquals(
                List.of(new ControlMessage.Adopted(), new ControlMessage.Drain("the server drains", true)), link.sent);
        assertEquals(SupervisorPhase.DRAINING, fixture.supervisor.phase());
        assertEquals(1, fixture.timesStopping);
        fixture.passes(3_600_000);
        assertEquals(SupervisorPhase.DRAINING, fixture.supervisor.phase());
    }

    @Test
    void endsWhenTheLastChildHasFinished() {
        windowChanges(fixture);
        fixture.launcher.processes.forEach(process -> fixture.exits(process, 0));

        assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
        assertEquals(0, fixture.supervisor.exitCode());
        assertEquals(2, fixture.launcher.processes.size());
    }

    @Test
    void isNotReadyAnyMore() {
        windowChanges(fixture);
        var answer = fixture.supervisor.readiness().toCompletableFuture();
        fixture.supervisor.settle();

        assertEquals(new Readiness(false, "the server stops"), answer.join());
    }

    @Test
    void turnsIntoAStopAfterTheGracefulShutdownTimeout() {
        SupervisorFixture bounded =
                SupervisorFixture.serving(1, new GracePeriods(Duration.ofSeconds(60), Duration.ofSeconds(30)));
        FakeLink link = bounded.connects(bounded.launcher.last(), true);
        windowChanges(bounded);
        bounded.passes(29_999);
        assertEquals(SupervisorPhase.DRAINING, bounded.supervisor.phase());

        bounded.passes(1);

        assertEquals(SupervisorPhase.STOPPING, bounded.supervisor.phase());
        assertTrue(link.sent.contains(new ControlMessage.Stop(5_000)));
    }

    @Test
    void turnsIntoAStopOnSigterm() {
        windowChanges(fixture);

        fixture.happens(new SupervisorEvent.SignalReceived("TERM"));

        assertEquals(SupervisorPhase.STOPPING, fixture.supervisor.phase());
        assertEquals(1, fixture.timesStopping);
    }

    @Test
    void endsChildrenThatAreOnlyBeingStarted() {
        fixture.exits(fixture.launcher.processes.get(0), 137);

        windowChanges(fixture);

        assertEquals(List.of("TERM"), fixture.launcher.last().signals);
    }

    @Test
    void isNoneOnATerminal() {
        SupervisorFixture attached = new SupervisorFixture(1, 1, new RunMode(false, true));

        windowChanges(attached);

        assertEquals(SupervisorPhase.RUNNING, attached.supervisor.phase());
    }
}
