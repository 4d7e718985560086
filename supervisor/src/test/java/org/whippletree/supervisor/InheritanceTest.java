package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.whippletree.supervisor.ChildProcessState.DRAINING;
import static org.whippletree.supervisor.ChildProcessState.GONE;
import static org.whippletree.supervisor.ChildProcessState.READY;
import static org.whippletree.supervisor.ChildProcessState.STARTING;
import static org.whippletree.supervisor.ChildProcessState.STOPPING;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;
import org.whippletree.supervisor.Inheritance.Condition;
import org.whippletree.supervisor.Inheritance.Heir;

class InheritanceTest {
    private static final int GENERATION = 4;
    private static final long GRACE_MILLIS = 60_000;

    /** A process of an earlier supervisor, with what it was sent. */
    private static final class Orphan {
        final List<String> signals = new ArrayList<>();
        final AdoptedProcess process;
        boolean lives = true;

        Orphan(int slot, int generation) {
            SavedChild saved = new SavedChild(slot, generation, 50 + slot, 7, 0);
            process = new AdoptedProcess(saved, () -> lives, signals::add);
        }

        Heir heir(Condition condition) {
            return new Heir(process, condition);
        }
    }

    private final Orphan first = new Orphan(0, GENERATION);
    private final Orphan second = new Orphan(1, GENERATION);

    private static SupervisorFixture taking(int generation, int children, Heir... heirs) {
        return SupervisorFixture.succeeding(generation, children, new Inheritance(List.of(heirs), List.of()));
    }

    private SupervisorFixture takingBoth() {
        SupervisorFixture fixture = taking(GENERATION, 2, first.heir(Condition.SERVES), second.heir(Condition.SERVES));
        fixture.comesBack(first.process);
        fixture.comesBack(second.process);
        return fixture;
    }

    @Test
    void goesOnWithChildrenThatServe() {
        SupervisorFixture fixture = takingBoth();

        assertEquals(READY, fixture.state(0));
        assertEquals(READY, fixture.state(1));
        assertEquals(List.of(), fixture.launcher.processes);
        assertEquals(1, fixture.timesServing);
        assertEquals(
                List.of(50L, 51L),
                fixture.saved.get(0).children().stream().map(SavedChild::pid).toList());
    }

    @Test
    void tellsEachThatItIsAnOrphanNoMore() {
        SupervisorFixture fixture = taking(GENERATION, 1, first.heir(Condition.SERVES));

        FakeLink link = fixture.comesBack(first.process);

        assertEquals(List.of(new ControlMessage.Adopted()), link.sent);
    }

    @Test
    void startsWhatIsMissing() {
        SupervisorFixture fixture = taking(GENERATION, 2, second.heir(Condition.SERVES));

        assertEquals(STARTING, fixture.state(0));
        assertEquals(1, fixture.launcher.processes.size());
        assertEquals(0, fixture.timesServing);
        fixture.becomesReady(fixture.launcher.last());
        assertEquals(1, fixture.timesServing);
    }

    @Test
    void keepsMoreThanStartServersIfTheLoadHadAskedForThem() {
        SupervisorFixture fixture = taking(GENERATION, 1, first.heir(Condition.SERVES), second.heir(Condition.SERVES));

        assertEquals(2, fixture.supervisor.children().count(READY));
    }

    @Test
    void replacesAChildWhoseEndNobodyTold() {
        SupervisorFixture fixture = takingBoth();
        FakeLink link = fixture.comesBack(first.process);
        first.lives = false;

        fixture.happens(new SupervisorEvent.LinkLost(link));
        fixture.passes(AdoptedProcesses.OFTEN_MILLIS);

        assertEquals(STARTING, fixture.state(0));
        assertEquals(0, fixture.launcher.last().slot);
        assertEquals(GENERATION, fixture.launcher.last().generation);
    }

    @Test
    void looksForTheEndOfAChildThatOnlyLostItsLinkUntilItIsBack() {
        SupervisorFixture fixture = takingBoth();
        fixture.happens(new SupervisorEvent.LinkLost(fixture.comesBack(first.process)));
        fixture.passes(1_000);
        assertEquals(READY, fixture.state(0));

        fixture.comesBack(first.process);
        first.lives = false;
        fixture.passes(10_000);

        assertEquals(READY, fixture.state(0), "a process with a link is not looked at");
    }

    @Test
    void replacesOlderGenerationsAsAGracefulRestartDoes() {
        SupervisorFixture fixture =
                taking(GENERATION + 1, 2, first.heir(Condition.SERVES), second.heir(Condition.SERVES));
        FakeLink link = fixture.comesBack(first.process);
        assertEquals(1, fixture.launcher.processes.size(), "one at a time");
        assertEquals(2, fixture.supervisor.children().count(READY));

        fixture.becomesReady(fixture.launcher.last());

        assertEquals(DRAINING, fixture.state(0));
        assertEquals(READY, fixture.state(1));
        assertEquals(new ControlMessage.Drain("generation 5 takes over", false), link.sent.get(1));
        fixture.becomesReady(fixture.launcher.last());
        assertEquals(DRAINING, fixture.state(1));
        assertEquals(1, fixture.timesServing);
    }

    @Test
    void boundsTheTimeOfOlderChildrenThatWereLeaving() {
        Orphan old = new Orphan(1, GENERATION - 1);
        SupervisorFixture fixture = taking(GENERATION, 1, first.heir(Condition.SERVES), old.heir(Condition.LEAVES));
        assertEquals(DRAINING, fixture.state(1));

        fixture.passes(GRACE_MILLIS);

        assertEquals(STOPPING, fixture.state(1));
    }

    @Test
    void takesTheEndOfAChildThatWasLeavingForExpected() {
        SupervisorFixture fixture = taking(GENERATION, 1, first.heir(Condition.SERVES), second.heir(Condition.LEAVES));
        FakeLink sibling = fixture.comesBack(first.process);
        second.lives = false;

        fixture.passes(AdoptedProcesses.OFTEN_MILLIS);

        assertEquals(GONE, fixture.state(1));
        assertFalse(sibling.sent.contains(new ControlMessage.Arm()), "no sibling has to make up for it");
    }

    @Test
    void endsAnOlderChildThatWasBeingStarted() {
        SupervisorFixture fixture =
                taking(GENERATION + 1, 1, first.heir(Condition.SERVES), second.heir(Condition.STARTS));

        assertEquals(STOPPING, fixture.state(1));
        assertEquals(List.of("TERM"), second.signals);
    }

    @Test
    void replacesAnOlderChildThatComesLate() {
        SupervisorFixture fixture = taking(GENERATION + 1, 1, first.heir(Condition.SILENT));
        fixture.becomesReady(fixture.launcher.last());
        assertEquals(STARTING, fixture.state(0));

        FakeLink link = fixture.comesBack(first.process);

        assertEquals(DRAINING, fixture.state(0));
        assertEquals(new ControlMessage.Drain("generation 5 takes over", false), link.sent.get(1));
    }

    @Test
    void killsAChildThatIsNotHeardOf() {
        SupervisorFixture fixture = taking(GENERATION, 1, first.heir(Condition.SILENT));
        assertEquals(List.of(), fixture.launcher.processes);

        fixture.passes(ChildHandle.START_TIMEOUT_MILLIS);

        assertEquals(List.of("KILL"), first.signals);
    }

    @Test
    void stopsChildrenThatItDidNotStart() {
        SupervisorFixture fixture = takingBoth();
        fixture.happens(new SupervisorEvent.SignalReceived("TERM"));
        fixture.passes(6_000);
        assertEquals(List.of("TERM"), first.signals);

        first.lives = false;
        second.lives = false;
        fixture.unlink(first.process);
        fixture.unlink(second.process);
        fixture.passes(AdoptedProcesses.OFTEN_MILLIS);

        assertEquals(SupervisorPhase.ENDED, fixture.supervisor.phase());
    }

    @Test
    void signalsNoOtherProcessThatHasThePidByNow() {
        first.lives = false;

        first.process.terminate();
        first.process.quit();
        first.process.kill();

        assertEquals(List.of(), first.signals);
    }
}
