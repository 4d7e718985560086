package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.supervisor.ChildProcessState.READY;
import static org.whippletree.supervisor.ChildProcessState.STARTING;
import static org.whippletree.supervisor.ChildProcessState.STOPPING;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;
import org.whippletree.supervisor.FakeLauncher.FakeProcess;

class HungChildrenTest {
    private static final int KILLED = 137;

    private final SupervisorFixture fixture = SupervisorFixture.serving(2);
    private final FakeLink link = fixture.connects(process(0), true);

    /** The sibling goes on to speak. */
    private void silenceOf(long millis) {
        fixture.childrenSpeak = false;
        FakeLink sibling = fixture.connects(process(1), true);
        for (long passed = 0; passed < millis; passed += 1_000) {
            fixture.passes(1_000);
            fixture.says(sibling, new ControlMessage.Heartbeat(0));
        }
    }

    @Test
    void hasItsThreadsWrittenDownAndKillsIt() {
        silenceOf(ChildHandle.SILENCE_MILLIS);
        ControlMessage dump = new ControlMessage.DumpThreads(
                Path.of("/srv/test/threads-" + process(0).pid() + ".txt"));
        assertTrue(link.sent.contains(dump), link.sent.toString());
        assertEquals(STOPPING, fixture.state(0));
        assertEquals(READY, fixture.state(1));

        silenceOf(2_000);
        assertEquals(List.of("QUIT", "KILL"), process(0).signals);
        fixture.exits(process(0), KILLED);

        assertEquals(STARTING, fixture.state(0));
    }

    @Test
    void needsNoSecondDump() {
        silenceOf(ChildHandle.SILENCE_MILLIS);
        fixture.says(link, new ControlMessage.ThreadsDumped());

        silenceOf(2_000);

        assertEquals(List.of("KILL"), process(0).signals);
    }

    @Test
    void blamesNoneForATimeInWhichTheSupervisorItselfDidNotRun() {
        fixture.nowMillis += 2 * ChildHandle.SILENCE_MILLIS;
        LateTurns.excuse(fixture.supervisor.children(), 2 * ChildHandle.SILENCE_MILLIS, fixture.nowMillis);
        fixture.supervisor.settle();

        assertEquals(READY, fixture.state(0));
        fixture.childrenSpeak = false;
        fixture.passes(LateTurns.EXCUSE_MILLIS);
        assertEquals(STOPPING, fixture.state(0));
    }

    private FakeProcess process(int index) {
        return fixture.launcher.processes.get(index);
    }
}
