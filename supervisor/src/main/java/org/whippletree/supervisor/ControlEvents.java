package org.whippletree.supervisor;

import java.util.function.Consumer;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ControlServerListener;

/** Turns what the control thread hears into events of the loop. */
record ControlEvents(Consumer<SupervisorEvent> queue) implements ControlServerListener {
    @Override
    public void connected(ChildLink link) {
        queue.accept(new SupervisorEvent.LinkConnected(link));
    }

    @Override
    public void received(ChildLink link, ControlMessage message) {
        queue.accept(new SupervisorEvent.MessageReceived(link, message));
    }

    @Override
    public void lost(ChildLink link) {
        queue.accept(new SupervisorEvent.LinkLost(link));
    }

    @Override
    public void listenersDelivered(ChildLink link) {
        queue.accept(new SupervisorEvent.ListenersDelivered(link));
    }
}
