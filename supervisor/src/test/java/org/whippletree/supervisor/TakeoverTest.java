package org.whippletree.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.whippletree.supervisor.Inheritance.Condition.LEAVES;
import static org.whippletree.supervisor.Inheritance.Condition.SERVES;
import static org.whippletree.supervisor.Inheritance.Condition.STARTS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whippletree.config.ListenAddress;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ListenerDescriptor;

class TakeoverTest {
    private static final ListenerDescriptor LISTENER =
            new ListenerDescriptor(new ListenAddress("127.0.0.1", 8080), 4_000);

    private final List<SupervisorEvent> heard = new ArrayList<>();
    private final SavedChild child = new SavedChild(
            2, 1, OwnProcess.pid(), ProcessStart.ticks(OwnProcess.pid()).orElseThrow(), 0);
    private final Takeover takeover = new Takeover(List.of(child), new ControlEvents(heard::add));

    private static FakeLink link(long pid, boolean serving) {
        return new FakeLink(new ControlMessage.Hello(1, 2, 1, pid, "1", serving));
    }

    private Inheritance.Condition conditionAfter(boolean serving, List<ListenerDescriptor> given) throws Exception {
        FakeLink link = link(child.pid(), serving);
        takeover.connected(link);
        takeover.listenersTaken(link, given);
        Inheritance inheritance = takeover.await();
        assertEquals(given, inheritance.listeners());
        assertEquals(child, inheritance.children().get(0).process().saved());
        return inheritance.children().get(0).condition();
    }

    @Test
    void asksAChildForItsListenersAndKeepsWhatItSaysForTheLoop() {
        FakeLink link = link(child.pid(), true);

        takeover.connected(link);
        takeover.received(link, new ControlMessage.Heartbeat(0));
        takeover.lost(link);

        assertEquals(List.of("takeListeners"), link.sent);
        assertEquals(
                List.of(
                        new SupervisorEvent.LinkConnected(link),
                        new SupervisorEvent.MessageReceived(link, new ControlMessage.Heartbeat(0)),
                        new SupervisorEvent.LinkLost(link)),
                heard);
    }

    @Test
    void asksNobodyElse() {
        FakeLink link = link(child.pid() + 1, true);

        takeover.connected(link);

        assertEquals(List.of(), link.sent);
        assertEquals(1, heard.size());
    }

    @Test
    void knowsAChildThatServes() throws Exception {
        assertEquals(SERVES, conditionAfter(true, List.of(LISTENER)));
    }

    @Test
    void knowsAChildThatLeaves() throws Exception {
        assertEquals(LEAVES, conditionAfter(true, List.of()));
    }

    @Test
    void knowsAChildThatIsBeingStarted() throws Exception {
        assertEquals(STARTS, conditionAfter(false, List.of()));
    }

    @Test
    void waitsForNoChildThatHasEnded() throws Exception {
        Takeover nobodys =
                new Takeover(List.of(new SavedChild(0, 0, Integer.MAX_VALUE, 1, 0)), new ControlEvents(heard::add));

        assertTrue(nobodys.await().isEmpty());
    }

    @Test
    void asksNobodyAnyMoreOnceItIsOver() throws Exception {
        conditionAfter(true, List.of(LISTENER));
        FakeLink again = link(child.pid(), true);

        takeover.connected(again);

        assertEquals(List.of(), again.sent);
    }

    @Test
    void handsOnWhatWasKeptBeforeWhatComesLater() {
        EventBacklog backlog = new EventBacklog();
        backlog.accept(new SupervisorEvent.SignalReceived("USR1"));

        backlog.handTo(heard::add);
        backlog.accept(new SupervisorEvent.SignalReceived("HUP"));

        assertEquals(
                List.of(new SupervisorEvent.SignalReceived("USR1"), new SupervisorEvent.SignalReceived("HUP")), heard);
    }
}
