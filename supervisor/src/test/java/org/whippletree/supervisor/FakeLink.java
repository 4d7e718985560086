package org.whippletree.supervisor;

import java.util.ArrayList;
import java.util.List;
import org.whippletree.control.ChildLink;
import org.whippletree.control.ControlMessage;
import org.whippletree.control.ListenerDescriptor;

/** Remembers what a child would have received. */
final class FakeLink implements ChildLink {
    final List<Object> sent = new ArrayList<>();
    private final ControlMessage.Hello hello;

    FakeLink(ControlMessage.Hello hello) {
        this.hello = hello;
    }

    @Override
    public ControlMessage.Hello hello() {
        return hello;
    }

    @Override
    public void send(ControlMessage message) {
        sent.add(message);
    }

    @Override
    public void sendListeners(List<ListenerDescriptor> listeners) {
        sent.add(listeners);
    }

    @Override
    public void takeListeners() {
        sent.add("takeListeners");
    }

    @Override
    public void close() {
        sent.add("close");
    }
}
