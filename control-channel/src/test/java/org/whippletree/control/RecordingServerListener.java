package org.whippletree.control;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what the server reports, for a test to wait for. */
class RecordingServerListener implements ControlServerListener {
    /** One report; {@code what} is the method's name, or the message for a received one. */
    record Event(Object what, ChildLink link) {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    @Override
    public void connected(ChildLink link) {
        events.add(new Event("connected", link));
    }

    @Override
    public void received(ChildLink link, ControlMessage message) {
        events.add(new Event(message, link));
    }

    @Override
    public void lost(ChildLink link) {
        events.add(new Event("lost", link));
    }

    @Override
    public void listenersTaken(ChildLink link, List<ListenerDescriptor> listeners) {
        events.add(new Event(listeners, link));
    }

    @Override
    public void listenersDelivered(ChildLink link) {
        events.add(new Event("listenersDelivered", link));
    }

    /** The next report, which must be of listeners that a child gave. */
    List<ListenerDescriptor> awaitListeners() throws InterruptedException {
        Event event = events.poll(20, TimeUnit.SECONDS);
        if (event == null || !(event.what() instanceof List<?> listeners)) {
            throw new AssertionError("expected listeners, not " + event);
        }
        return listeners.stream().map(ListenerDescriptor.class::cast).toList();
    }

    /** The link of the next report, which must be this one. */
    ChildLink await(Object what) throws InterruptedException {
        Event event = events.poll(20, TimeUnit.SECONDS);
        if (event == null || !event.what().equals(what)) {
            throw new AssertionError("expected " + what + ", not " + event);
        }
        return event.link();
    }

    /** Fails if there is a report that no test waited for. */
    void expectNothing() {
        if (!events.isEmpty()) {
            throw new AssertionError("expected nothing, not " + events);
        }
    }
}
