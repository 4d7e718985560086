package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whippletree.control.ControlMessage;

class MemoryWatchTest {
    private static final long LIMIT = 1_000;

    private final Map<Long, Long> resident = new HashMap<>();
    private final MemoryWatch watch = new MemoryWatch(LIMIT, resident::get);
    private final List<ChildHandle> children = new ArrayList<>();
    private final List<FakeLink> links = new ArrayList<>();

    private ChildHandle child(ChildProcessState state, long bytes) {
        int slot = children.size();
        ChildHandle child = new ChildHandle(slot, 0, new FakeLauncher.FakeProcess(slot, 0, slot), 0);
        if (state != ChildProcessState.STARTING) {
            child.become(state, 0, "the test says so");
        }
        FakeLink link = new FakeLink(new ControlMessage.Hello(1, slot, 0, slot, "1", true));
        child.linked(link, 0);
        children.add(child);
        links.add(link);
        resident.put((long) slot, bytes);
        return child;
    }

    private boolean asked(int slot) {
        return links.get(slot).sent.stream().anyMatch(ControlMessage.Drain.class::isInstance);
    }

    private List<Boolean> asked() {
        return children.stream().map(child -> asked(child.slot())).toList();
    }

    @Test
    void asksTheLargestBeyondTheLimitToDrain() {
        child(ChildProcessState.READY, LIMIT + 1);
        child(ChildProcessState.READY, LIMIT + 2);
        child(ChildProcessState.READY, LIMIT);

        watch.pass(children, 0);

        assertEquals(List.of(false, true, false), asked());
    }

    @Test
    void leavesChildrenWithinTheLimitAlone() {
        child(ChildProcessState.READY, LIMIT);

        watch.pass(children, 0);

        assertEquals(List.of(false), asked());
    }

    @Test
    void looksEveryFiveSeconds() {
        child(ChildProcessState.READY, 0);
        watch.pass(children, 10);
        resident.put(0L, LIMIT + 1);

        watch.pass(children, 5_009);
        assertEquals(List.of(false), asked());
        assertEquals(5_010, watch.nextDeadlineMillis());
        watch.pass(children, 5_010);

        assertEquals(List.of(true), asked());
    }

    @Test
    void waitsForASuccessor() {
        child(ChildProcessState.READY, LIMIT + 1);
        child(ChildProcessState.STARTING, 0);

        watch.pass(children, 0);

        assertEquals(List.of(false, false), asked());
    }

    @Test
    void keepsAsManyServingAsAreLeaving() {
        child(ChildProcessState.READY, LIMIT + 1);
        child(ChildProcessState.DRAINING, LIMIT + 5);
        watch.pass(children, 0);
        assertEquals(List.of(false, false), asked());

        child(ChildProcessState.READY, 0);
        watch.pass(children, 5_000);

        assertEquals(List.of(true, false, false), asked());
    }

    @Test
    void neverLooksWithoutALimit() {
        assertEquals(ChildHandle.NEVER, new MemoryWatch(0, resident::get).nextDeadlineMillis());
    }

    @Test
    void readsItsOwnProcess() {
        assertTrue(ResidentMemory.bytes(ProcessHandle.current().pid()) > 1 << 20);
        assertEquals(0, ResidentMemory.bytes(Integer.MAX_VALUE));
    }
}
