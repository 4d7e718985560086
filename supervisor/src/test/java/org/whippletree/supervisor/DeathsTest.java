package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;
import org.whippletree.supervisor.FakeLauncher.FakeProcess;

/** What becomes of the server when children end with the codes that say why (httpd's event MPM, exit codes of children). */
class DeathsTest {
    private static final int SICK = 7;
    private static final int FATAL = 15;
    private static final int KILLED = 137;

    private static FakeProcess process(SupervisorFixture fixture, int index) {
        return fixture.launcher.processes.get(index);
    }

    @Test
    void aFatalOneEndsTheServerOnceTheOthersHaveFinished() {
        SupervisorFixture fixture = SupervisorFixture.serving(2);
        FakeLink sibling = fixture.connects(process(fixture, 1), true);

        fixture.exits(process(fixture, 0), FATAL);

        assertEquals(SupervisorPhase.DRAINING, fixture.supervisor.phase());
        assertEquals(new ControlMessage.Drain("the server drains", true), sibling.sent.get(sibling.sent.size() - 1));
        assertEquals(2, fixture.launcher.processes.size());
        fixture.exits(process(fixture, 1), 0);
        assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
        assertEquals(1, fixture.supervisor.exitCode());
    }

    @Test
    void aFatalOneAtTheStartEndsTheServerWithFailureThoughItIsStoppedToo() {
        SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());
        fixture.exits(process(fixture, 0), FATAL);

        fixture.happens(new SupervisorEvent.SignalReceived("TERM"));
        fixture.exits(process(fixture, 1), 143);

        assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
        assertEquals(1, fixture.supervisor.exitCode());
    }

    @Test
    void aFatalOneOfAnOlderGenerationIsIgnored() {
        SupervisorFixture fixture = SupervisorFixture.serving(1);
        fixture.happens(new SupervisorEvent.SignalReceived("USR1"));
        fixture.isPrepared(1);
        fixture.becomesReady(fixture.launcher.last());

        fixture.exits(process(fixture, 0), FATAL);

        assertEquals(SupervisorPhase.RUNNING, fixture.supervisor.phase());
    }

    @Test
    void aSickOneIsTriedAgainAfterASecondWhileOthersServe() {
        SupervisorFixture fixture = SupervisorFixture.serving(2);
        fixture.exits(process(fixture, 0), KILLED);

        fixture.exits(fixture.launcher.last(), SICK);
        fixture.passes(999);
        assertEquals(3, fixture.launcher.processes.size());
        fixture.passes(1);

        assertEquals(4, fixture.launcher.processes.size());
        fixture.becomesReady(fixture.launcher.last());
        assertEquals(
                List.of(ChildProcessState.READY, ChildProcessState.READY), List.of(fixture.state(0), fixture.state(1)));
        assertEquals(SupervisorPhase.RUNNING, fixture.supervisor.phase());
    }

    @Test
    void aSickOneEndsTheServerIfNoneServes() {
        SupervisorFixture fixture = new SupervisorFixture(1, 1, RunMode.normal());

        fixture.exits(fixture.launcher.last(), SICK);

        assertEquals(1, fixture.launcher.processes.size());
        assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
        assertEquals(1, fixture.supervisor.exitCode());
    }

    @Test
    void aSickOneIsForgottenIfOneThatWasBeingStartedServes() {
        SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());

        fixture.exits(process(fixture, 0), SICK);
        fixture.passes(5_000);
        assertEquals(2, fixture.launcher.processes.size());
        fixture.becomesReady(process(fixture, 1));

        assertEquals(3, fixture.launcher.processes.size());
        assertEquals(SupervisorPhase.RUNNING, fixture.supervisor.phase());
    }

    @Test
    void aSickOneEndsTheServerWhenTheLastThatWasBeingStartedDies() {
        SupervisorFixture fixture = new SupervisorFixture(2, 2, RunMode.normal());
        fixture.exits(process(fixture, 0), SICK);
        assertEquals(SupervisorPhase.RUNNING, fixture.supervisor.phase());

        fixture.exits(process(fixture, 1), KILLED);

        assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
        assertEquals(1, fixture.supervisor.exitCode());
    }

    @Test
    void oneThatEndsWithCodeTwoOrThreeIsReplacedAsAnyOther() {
        SupervisorFixture fixture = SupervisorFixture.serving(1);

        fixture.exits(fixture.launcher.last(), 2);
        assertEquals(2, fixture.launcher.processes.size());
        fixture.exits(fixture.launcher.last(), 3);

        assertEquals(3, fixture.launcher.processes.size());
        assertEquals(SupervisorPhase.RUNNING, fixture.supervisor.phase());
    }
}
